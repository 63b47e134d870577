"""What an operator can act on: each message says what is wrong, where, and what to do."""

ACUERDO = "acuerdo INE/CCOE014/2018"


class NoProcede(Exception):
    """The action was not done; nothing was saved. The message is for the operator."""


class SinPermiso(NoProcede):
    """The operator's roles do not include this action."""


class AccesoNegado(NoProcede):
    """Who says to be somebody did not show it: this is what makes the next try wait."""


class SinNodo(NoProcede):
    """The action needs the node, and none answers (R-33)."""


class LugarIndebido(NoProcede):
    """Not lawful here or not yet; cites the agreement (R-09)."""


class AcopioPorSaber(LugarIndebido):
    """It cannot be known without the node whether the sobre was received (R-09): to be tried again when it is back."""


class DatoInvalido(NoProcede):
    """What was typed or handed over is not what this acta takes."""
