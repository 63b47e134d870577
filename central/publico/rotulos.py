"""How people call what an acta carries, and the acta itself, where a page names them."""

import re
from collections.abc import Mapping

from central.publico.votos import nombrar

CAMPOS: Mapping[str, str] = {
    "TOTAL_BOLETAS_SOBRANTES": "Boletas sobrantes",
    "TOTAL_PERSONAS_VOTARON": "Personas que votaron",
    "TOTAL_REP_PARTIDO_CI_VOTARON": "Representantes que votaron",
    "TOTAL_VOTOS_SACADOS": "Votos sacados de la urna",
    "TOTAL_VOTOS_ASENTADO": "Total asentado en el acta",
    "TOTAL_VOTOS_CALCULADO": "Total calculado",
    "CONTABILIZADA": "Se contabiliza",
    "OBSERVACIONES": "Observaciones",
    "LISTA_NOMINAL": "Lista nominal",
}
TIPOS: Mapping[str, str] = {
    "B": "básica",
    "C": "contigua",
    "E": "extraordinaria",
    "S": "especial",
    "M": "voto en el extranjero",
    "A": "voto anticipado",
    "P": "prisión preventiva",
}
CLAVE = re.compile(r"\d{2}(\d{4})([A-Z])(\d{2})(\d{2})")
SIN_SECCION = "0000"


def rotulo(campo: str) -> str:
    """Of a figure of an acta; a party's or a coalition's is its name."""
    return CAMPOS.get(campo) or nombrar(campo)


def acta(clave: str) -> str:
    """The section and the casilla that CLAVE_ACTA says; itself when it is none of ours."""
    dicha = CLAVE.match(clave)
    if dicha is None or dicha[2] not in TIPOS:
        return clave
    seccion, tipo, numero, extension = dicha.groups()
    casilla = f"{TIPOS[tipo]} {numero}" + (f" contigua {extension}" if int(extension) else "")
    return casilla if seccion == SIN_SECCION else f"sección {seccion}, {casilla}"
