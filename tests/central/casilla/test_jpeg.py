"""The picture stays byte for byte, and nothing of its owner goes with it; what cannot be shown is refused."""

from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from central.casilla.jpeg import BARRIDOS_MAX, LADO_MIN, limpiar
from central.telefono.apartada import Apartada
from tests.central.casilla.envios import DUENO, jpeg


def pixeles(crudo: bytes) -> bytes:
    with Image.open(BytesIO(crudo)) as imagen:
        return imagen.tobytes()


@pytest.mark.parametrize("modo", ["L", "RGB"])
@pytest.mark.parametrize("progresivo", [False, True])
def test_se_ve_igual_y_no_lleva_exif_ni_comentario_ni_lo_que_sigue_al_final(modo: str, progresivo: bool) -> None:
    crudo = jpeg(90, 320, modo=modo, progressive=progresivo) + b"video con " + DUENO
    foto = limpiar(crudo)
    assert DUENO in crudo and DUENO not in foto.contenido and b"Exif" not in foto.contenido
    assert pixeles(foto.contenido) == pixeles(crudo)
    with Image.open(BytesIO(foto.contenido)) as imagen:
        assert imagen.size == (foto.ancho, foto.alto)
        assert len(imagen.getexif()) == 0 and "comment" not in imagen.info


def test_no_se_vuelve_a_codificar_solo_se_quitan_partes() -> None:
    crudo, limpio = jpeg(), limpiar(jpeg()).contenido
    barrido = crudo[crudo.rindex(b"\xff\xda") :]
    assert limpio.endswith(barrido) and len(limpio) < len(crudo)
    assert limpiar(limpio).contenido == limpio, "limpiar dos veces es limpiar una"


def test_el_comentario_entre_barridos_tambien_se_quita() -> None:
    crudo = jpeg(personal=False, progressive=True)
    segundo = crudo.index(b"\xff\xda", crudo.index(b"\xff\xda") + 2)
    con = crudo[:segundo] + b"\xff\xfe" + (len(DUENO) + 2).to_bytes(2, "big") + DUENO + crudo[segundo:]
    assert DUENO not in limpiar(con).contenido
    assert limpiar(con).contenido == limpiar(crudo).contenido


def test_la_marca_que_dice_como_van_los_colores_se_queda() -> None:
    crudo = jpeg(modo="RGB", personal=False)
    adobe = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"
    assert adobe in limpiar(crudo[:2] + adobe + crudo[2:]).contenido
    larga = b"\xff\xee\x00\x17Adobe\x00\x64\x00\x00\x00\x00\x00" + b"Maria    "
    assert b"Maria" not in limpiar(crudo[:2] + larga + crudo[2:]).contenido


def test_el_relleno_entre_partes_se_admite() -> None:
    crudo = jpeg(personal=False)
    tabla = crudo.index(b"\xff\xdb")
    assert limpiar(crudo[:tabla] + b"\xff" * 9 + crudo[tabla:]).contenido == limpiar(crudo).contenido


@pytest.mark.parametrize("modo", ["CMYK"])
def test_solo_gris_o_tres_colores(modo: str) -> None:
    with pytest.raises(Apartada, match="no es gris ni a color"):
        limpiar(jpeg(modo=modo))


def test_lo_que_no_se_lee_por_chico_o_no_cabe_por_grande_se_aparta() -> None:
    with pytest.raises(Apartada, match=f"el mínimo es {LADO_MIN} px"):
        limpiar(jpeg(lado=LADO_MIN - 4))
    grande = bytearray(jpeg(personal=False))
    sof = grande.index(b"\xff\xc0")
    for alto, ancho in ((60_000, 400), (8_000, 8_000)):
        grande[sof + 5 : sof + 9] = alto.to_bytes(2, "big") + ancho.to_bytes(2, "big")
        with pytest.raises(Apartada, match="el máximo es"):
            limpiar(bytes(grande))


def test_demasiados_barridos_no_se_decodifican() -> None:
    crudo = jpeg(personal=False, progressive=True)
    barrido = crudo.rindex(b"\xff\xda")
    with pytest.raises(Apartada, match="una sola imagen"):
        limpiar(crudo[:-2] + crudo[barrido:-2] * BARRIDOS_MAX + crudo[-2:])


def test_cortada_en_cualquier_byte_se_dice_cortada() -> None:
    crudo = jpeg()
    for fin in (*range(2, 40), *range(40, len(crudo) - 1, 97), len(crudo) - 1):
        with pytest.raises(Apartada, match="cortado"):
            limpiar(crudo[:fin])


@pytest.mark.parametrize("malo", [b"", b"\xff", b"\x89PNG\r\n\x1a\n" + bytes(300), b"GIF89a", b"\xff\xd9\xff\xd8"])
def test_lo_que_no_empieza_como_jpeg_no_lo_es(malo: bytes) -> None:
    with pytest.raises(Apartada, match="no es una imagen JPEG"):
        limpiar(malo)


def test_un_jpeg_sin_imagen_con_dos_o_con_partes_desconocidas_se_aparta() -> None:
    crudo = jpeg(personal=False)
    sof, barrido = crudo.index(b"\xff\xc0"), crudo.index(b"\xff\xda")
    marco = crudo[sof : sof + 2 + int.from_bytes(crudo[sof + 2 : sof + 4], "big")]
    for malo, dice in (
        (b"\xff\xd8\xff\xd9", "no tiene imagen"),
        (crudo[:barrido] + b"\xff\xd9", "no tiene imagen"),
        (crudo[:sof] + marco + crudo[sof:], "dos encabezados"),
        (crudo[:2] + crudo[barrido:], "^el JPEG no tiene una sola imagen con su encabezado. Pida"),
        (crudo[:2] + b"\xff\xc9\x00\x04ab" + crudo[2:], r"\(C9\)"),
        (crudo[:2] + b"\xff\xd8" + crudo[2:], r"\(D8\)"),
    ):
        with pytest.raises(Apartada, match=dice):
            limpiar(malo)


def test_un_barrido_danado_que_no_se_decodifica_se_aparta() -> None:
    crudo = jpeg(personal=False)
    tabla = crudo.index(b"\xff\xc4")
    danado = crudo[: tabla + 5] + bytes(16) + crudo[tabla + 21 :]
    with pytest.raises(Apartada, match="dañado"):
        limpiar(danado)


def test_mucho_relleno_se_lee_de_corrido() -> None:
    """A scan of four million 0xFF once took the square of its length."""
    crudo = jpeg(personal=False)
    with pytest.raises(Apartada, match="cortado"):
        limpiar(crudo[:-2] + b"\xff" * 4_000_000)


@given(st.binary(max_size=300))
def test_ningun_byte_tira_la_lectura(cola: bytes) -> None:
    crudo = jpeg(personal=False)
    for base in (b"\xff\xd8", crudo[:200], crudo[:-2]):
        try:
            limpiar(base + cola)
        except Apartada as motivo:
            assert str(motivo)


def test_las_partes_que_quedan_van_en_su_orden() -> None:
    crudo = jpeg()
    limpio = limpiar(crudo).contenido
    lugares = [limpio.index(m) for m in (b"\xff\xd8", b"\xff\xdb", b"\xff\xc0", b"\xff\xda")]
    assert all(a < b for a, b in pairwise(lugares))
