"""The slips with the first passwords of people, one for each pair of hands, in the order of their sites."""

from collections.abc import Sequence
from datetime import UTC, datetime

from central.gente.alta import PersonaRegistrada
from central.marco.proceso import Cabecera
from prep.domain.catalogo.catalogo import CCV

CUIDADO = "Entréguelo cerrado, sólo a esa persona; al entrar se le pedirá otra."


def papeles(registradas: Sequence[PersonaRegistrada], cabecera: Cabecera) -> bytes:
    from prep.documents.papeles_cerrados import PapelCerrado, papeles_cerrados  # ReportLab, only to draw a page

    sobres = []
    for r in sorted(registradas, key=lambda r: (r.operador.sitio, r.operador.operador)):
        donde = CCV if r.operador.sitio == CCV else f"CATD {r.operador.sitio}"
        uso = f"{donde} · usuario: {r.operador.operador}"
        sobres.append(PapelCerrado(r.operador.nombre, uso, r.contrasena, CUIDADO))
    return papeles_cerrados(cabecera.hoja("Contraseñas", datetime.now(UTC)), sobres)
