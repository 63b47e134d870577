"""The page for who reads without JavaScript: it says what the pointer says, and nothing else."""

from html.parser import HTMLParser
from typing import Any

from central.verificar.publicado.falla import ClaseDeFalla, Revisado
from central.verificar.publicado.lugar import LugarPublicado

ESTADO = "estado.html"
TITULO = "Estado de la publicación"


class TextoDelCuerpo(HTMLParser):
    """All the words of the body, and whether something in it runs or leads elsewhere."""

    def __init__(self, crudo: bytes) -> None:
        super().__init__()
        self.ajeno = False
        self._dentro = False
        self._trozos: list[str] = []
        self.feed(crudo.decode("utf-8", errors="replace"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._dentro = self._dentro or tag == "body"
        self.ajeno = self.ajeno or tag in ("script", "iframe", "a", "img", "form", "object")

    def handle_data(self, data: str) -> None:
        if self._dentro:
            self._trozos.append(data)

    @property
    def texto(self) -> str:
        return " ".join("".join(self._trozos).split())


def revisar_estado(lugar: LugarPublicado, actual: dict[str, Any], h: Revisado) -> None:
    """`actual`: what the pointer says."""
    crudo = lugar.leer(ESTADO)
    if crudo is None:
        h.falla(ClaseDeFalla.PAGINA, f"falta {ESTADO}.")
        return
    leida = TextoDelCuerpo(crudo)
    if leida.ajeno or leida.texto != _debido(actual):
        h.falla(ClaseDeFalla.PAGINA, f"{ESTADO} no dice lo que actual.json: «{leida.texto[:120]}».")


def _debido(actual: dict[str, Any]) -> str:
    """As the pages say it; the verifier keeps its own copy on purpose."""
    prueba = "SIMULACRO. " if actual["simulacro"] else ""
    puesto = f"Está puesto el corte {actual['corte']}, de las {_hora(actual['momento'])}."
    if actual["pausa"]:
        sigue = f"Sin cortes por ahora: {actual['pausa']}"
    elif actual["proximo"]:
        sigue = f"El siguiente se espera a las {_hora(actual['proximo'])}; para verlo, vuelva a cargar la página."
    else:
        sigue = "No se espera otro."
    return " ".join(f"{TITULO} {prueba}{puesto} {sigue}".split())


def _hora(momento: object) -> str:
    return str(momento)[11:16]
