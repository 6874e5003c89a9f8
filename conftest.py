"""Import the package as its users do, before its modules are collected for their doctests.

Collected first, a room would replace the function of its name (`supervision_talk.audit`) in the
package: pytest binds what it imports to its parent.
"""

import supervision_talk  # noqa: F401 - imported for its effect alone
