"""R-01, R-10c: an acta fuera de catálogo is an ordinary acta whose key says what was read on it."""

import pytest

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import Acta, Catalogo, Entidad, Forma, TipoCasilla
from prep.domain.catalogo.fuera_de_catalogo import ClaveInvalida, acta_fc, clave_fc

FORMA = Forma("GUB", "001", "A02", (), ("PAN", "NO_REGISTRADAS", "NULOS"))
CATALOGO = Catalogo(
    "SIM", Entidad("09", "CIUDAD DE MEXICO", "CDMX", 2024), Ajustes(), (), (), (), {FORMA.clave: FORMA}, (), (), {}
)


def test_la_clave_dice_todo_lo_que_se_leyo() -> None:
    acta = acta_fc(clave_fc("GUB", "001", "0123", "C", "2", "00", "A02", 7), CATALOGO)
    assert acta == Acta(
        clave="FC-GUB-001-0123-C2-00-A02-7",
        eleccion="GUB",
        territorio="001",
        seccion="0123",
        tipo=TipoCasilla.C,
        numero="2",
        extension="00",
        codigo="A02",
        ordinal=7,
        lista_nominal=0,
        ubicacion="3",
        centro="",
        clave_casilla="090123C0200",
        catalogada=False,
        en_archivo=False,
    )
    assert CATALOGO.forma_de(acta) is FORMA


def test_caben_un_numero_de_dos_cifras_y_un_ordinal_de_seis() -> None:
    acta = acta_fc("FC-GUB-001-0123-E1C-07-A02-123456", CATALOGO)
    assert (acta.numero, acta.ordinal, acta.clave_casilla) == ("1C", 123456, "090123E1C07")


@pytest.mark.parametrize(
    ("clave", "dice"),
    [
        ("GUB-001-0123-C02-00-A02-1", "no es la clave"),
        ("FC-GUB-001-0123-C02-00-A02", "no es la clave"),
        ("FC-GUB-002-0123-C02-00-A02-1", "no hay actas"),
        ("FC-GUB-001-0123-Z02-00-A02-1", "tipo y número"),
        ("FC-GUB-001-0123-C-00-A02-1", "tipo y número"),
        ("FC-GUB-001-0123-C123-00-A02-1", "tipo y número"),
        ("FC-GUB-001-0123-C*-00-A02-1", "tipo y número"),
        ("FC-GUB-001-12-C02-00-A02-1", "sección"),
        ("FC-GUB-001-abcd-C02-00-A02-1", "sección"),
        ("FC-GUB-001-0123-C02-0-A02-1", "extensión"),
        ("FC-GUB-001-0123-C02-xx-A02-1", "extensión"),
        ("FC-GUB-001-0123-C02-00-A02-x", "ordinal"),
        ("FC-GUB-001-0123-C02-00-A02-1234567", "ordinal"),
        ("FC-GUB-001-0123-C02-00-A02-²", "que no son de una clave"),
        ("FC-GUB-001-٠١٢٣-C02-00-A02-1", "que no son de una clave"),
    ],
)
def test_una_clave_que_no_se_entiende_se_rechaza_diciendo_por_que(clave: str, dice: str) -> None:
    with pytest.raises(ClaveInvalida, match=dice):
        acta_fc(clave, CATALOGO)
