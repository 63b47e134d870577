"""What two people change of another: which orders are such a change, and which two may."""

import pytest

from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Datos, Propuesta
from prep.domain.hechos.roles import DE_PERSONA
from prep.domain.reglas.ordenes import ORDEN, NombreDeOrden, OrdenDelCentro, OrdenInvalida, leer_orden
from prep.domain.reglas.personas import CambioDePersona, DondeTrabaja, cambio_de, cambio_propuesto, impedimento

LLAVE = CambioDePersona("ana", publica=b"\xab" * 32, sello="cd" * 32)
PUESTO = CambioDePersona("ana", roles=frozenset({"mesa", "captura"}), sitio="02")
DE_TODO = CambioDePersona("ana", roles=DE_PERSONA, sitio="02")


@pytest.mark.parametrize("cambio", [LLAVE, PUESTO, DE_TODO])
def test_lo_que_se_propone_se_lee_igual(cambio: CambioDePersona) -> None:
    assert cambio_de(leer_orden(cambio.orden.texto)) == cambio
    assert cambio_propuesto(Propuesta(ORDEN, Datos(cambio.orden.texto), "hace falta")) == cambio


@pytest.mark.parametrize(
    ("roles", "sitio"), [([], "01"), (["nodo"], "01"), (["mesa", "jefe"], "01"), (["mesa"], "1"), (["mesa"], "001")]
)
def test_lo_que_no_son_roles_ni_un_sitio_no_cambia_nada(roles: list[str], sitio: str) -> None:
    datos = {"operador": "ana", "roles": roles, "sitio": sitio}
    assert cambio_de(OrdenDelCentro(NombreDeOrden.CAMBIO, datos)) is None


def test_otra_orden_u_otra_propuesta_no_es_un_cambio() -> None:
    regreso = OrdenDelCentro(NombreDeOrden.REGRESO, {"catd": "07"})
    assert cambio_de(regreso) is None
    assert cambio_propuesto(Propuesta(ORDEN, Datos("{}"), "hace falta")) is None
    assert cambio_propuesto(Propuesta("OTRA", Datos(PUESTO.orden.texto), "hace falta")) is None


@pytest.mark.parametrize("publica", ["ab" * 31, "ab" * 33, "AB" * 32, "X" * 64, 7])
def test_una_llave_son_sesenta_y_cuatro_letras_hexadecimales(publica: object) -> None:
    datos = {"operador": "ana", "publica": publica, "sello": "cd" * 32}
    with pytest.raises(OrdenInvalida):
        leer_orden(OrdenDelCentro(NombreDeOrden.CONTRASENA, datos).texto)


# who may ----------------------------------------------------------------------------------------------------------

CAPTURA = DondeTrabaja({"captura"}, "01")
COORDINA, MESA = DondeTrabaja({"coordinacion"}, "01"), DondeTrabaja({"mesa"}, "01")
DE_02, MESA_02 = DondeTrabaja({"coordinacion"}, "02"), DondeTrabaja({"mesa"}, "02")
DE_03 = DondeTrabaja({"coordinacion"}, "03")
CENTRO, MESA_CCV = DondeTrabaja({"coordinacion"}, CCV), DondeTrabaja({"mesa"}, CCV)
MISMO_SITIO = CambioDePersona("ana", roles=frozenset({"captura", "mesa"}), sitio="01")
SE_VA = CambioDePersona("ana", roles=frozenset({"captura"}), sitio="02")
ASCIENDE = CambioDePersona("ana", roles=frozenset({"coordinacion"}), sitio="01")
AL_CCV = CambioDePersona("ana", roles=frozenset({"captura"}), sitio=CCV)
LO_PROPONE = "lo propone quien coordina el sitio 01 o el centro"
MESA_PROPONE = "lo que propone la mesa lo acepta quien coordina"
LO_ACEPTA = "lo acepta otra persona de la mesa o de la coordinación del sitio 01"


@pytest.mark.parametrize(
    ("cambio", "suyo", "propone", "acepta"),
    [
        (LLAVE, CAPTURA, COORDINA, MESA),
        (LLAVE, CAPTURA, COORDINA, COORDINA),
        (LLAVE, CAPTURA, CENTRO, MESA),
        (LLAVE, CAPTURA, COORDINA, CENTRO),
        (MISMO_SITIO, CAPTURA, COORDINA, MESA),
        (SE_VA, CAPTURA, COORDINA, DE_02),
        (SE_VA, CAPTURA, CENTRO, COORDINA),
        (LLAVE, DondeTrabaja(DE_PERSONA, "01"), COORDINA, COORDINA),
        (ASCIENDE, CAPTURA, COORDINA, COORDINA),
        (LLAVE, COORDINA, COORDINA, CENTRO),
        (AL_CCV, CAPTURA, CENTRO, CENTRO),
        (LLAVE, DondeTrabaja({"mesa"}, CCV), CENTRO, CENTRO),
        (LLAVE, CAPTURA, MESA, COORDINA),
        (LLAVE, CAPTURA, MESA, CENTRO),
        (LLAVE, COORDINA, MESA, CENTRO),
        (LLAVE, COORDINA, MESA, COORDINA),
    ],
)
def test_estos_dos_pueden(
    cambio: CambioDePersona, suyo: DondeTrabaja, propone: DondeTrabaja, acepta: DondeTrabaja
) -> None:
    assert impedimento(cambio, suyo, propone, acepta) == ""


@pytest.mark.parametrize(
    ("cambio", "suyo", "propone", "acepta", "razon"),
    [
        (LLAVE, DondeTrabaja({"nodo"}, "01"), CENTRO, CENTRO, "no es de una persona"),
        (LLAVE, DondeTrabaja({"captura", "otra"}, "01"), CENTRO, CENTRO, "no es de una persona"),
        (LLAVE, CAPTURA, MESA, MESA, MESA_PROPONE),
        (LLAVE, COORDINA, MESA, MESA, MESA_PROPONE),
        (LLAVE, CAPTURA, MESA, DE_02, MESA_PROPONE),
        (LLAVE, CAPTURA, MESA_02, COORDINA, LO_PROPONE),
        (MISMO_SITIO, CAPTURA, MESA, COORDINA, LO_PROPONE),
        (ASCIENDE, CAPTURA, MESA, COORDINA, LO_PROPONE),
        (LLAVE, DondeTrabaja({"mesa"}, CCV), MESA_CCV, CENTRO, "lo propone quien coordina el sitio CCV o el centro"),
        (LLAVE, CAPTURA, DE_02, COORDINA, LO_PROPONE),
        (SE_VA, CAPTURA, DE_02, COORDINA, LO_PROPONE),
        (LLAVE, CAPTURA, COORDINA, MESA_02, LO_ACEPTA),
        (LLAVE, CAPTURA, COORDINA, DE_02, LO_ACEPTA),
        (LLAVE, CAPTURA, COORDINA, CAPTURA, LO_ACEPTA),
        (SE_VA, CAPTURA, COORDINA, DE_03, LO_ACEPTA),
        (ASCIENDE, CAPTURA, COORDINA, MESA, "de quien coordina, lo acepta otra persona de la coordinación"),
        (LLAVE, COORDINA, COORDINA, MESA, "de quien coordina, lo acepta otra persona de la coordinación"),
        (AL_CCV, CAPTURA, COORDINA, CENTRO, "del CCV, sólo la coordinación del centro"),
        (AL_CCV, CAPTURA, CENTRO, MESA_CCV, "del CCV, sólo la coordinación del centro"),
        (LLAVE, DondeTrabaja({"mesa"}, CCV), CENTRO, MESA_CCV, "del CCV, sólo la coordinación del centro"),
    ],
)
def test_estos_dos_no_y_se_dice_quien(
    cambio: CambioDePersona, suyo: DondeTrabaja, propone: DondeTrabaja, acepta: DondeTrabaja, razon: str
) -> None:
    assert impedimento(cambio, suyo, propone, acepta) == razon
