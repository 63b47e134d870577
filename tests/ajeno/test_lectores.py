"""No reader of somebody else's files raises anything but its own error, in Spanish, whatever it is given."""

import copy
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import cycle
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from central.catalogo.gramatica import PerfilToml
from central.sitios.paquete import PaqueteDeAlta
from prep.ajeno.lectura import de_json, de_toml
from prep.ajeno.palabras import NO_SE_ESPERABA
from prep.ajeno.reparos import LISTADOS_MAX, AjenoInvalido
from prep.services.estacion.ficha import Ficha
from tests.ajeno.gramaticas import GRAMATICAS, NOMBRES, SECRETA, Gramatica, de_modelo

AJUSTES = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
de_cada_una = pytest.mark.parametrize("gramatica", GRAMATICAS, ids=NOMBRES)
INGLES = re.compile(r"\b(should|must|input|valid|expected|field|value|object|string|got|error)\b", re.IGNORECASE)
TEXTOS = st.text(st.characters(codec=None), max_size=6) | st.sampled_from(["x" * 300, "01", "\ud800", "\0clave"])
HOJAS = (
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTOS | st.sampled_from([10**4000, -1, 0, 99999, "00"])
)
VALORES = st.recursive(HOJAS, lambda h: st.lists(h, max_size=3) | st.dictionaries(TEXTOS, h, max_size=3), max_leaves=6)


def datos_de(gramatica: Gramatica) -> dict[str, Any]:
    leer = json.loads if gramatica.bueno.startswith("{") else tomllib.loads
    return dict(leer(gramatica.bueno))


def probar(gramatica: Gramatica, crudo: bytes) -> None:
    """Read, or refused with the reader's own error, without a word of English or a secret."""
    try:
        gramatica.leer(crudo)
    except gramatica.error as error:
        dicho = str(error)
        assert dicho
        assert NO_SE_ESPERABA not in dicho
        if gramatica.secreta:
            assert SECRETA not in dicho


@de_cada_una
def test_lo_bueno_se_lee(gramatica: Gramatica) -> None:
    assert gramatica.leer(gramatica.bueno.encode())


def cada_una(prueba: Callable[[Gramatica], None]) -> None:
    """All of them with what was drawn once: to draw costs twenty times what a reader does."""
    for gramatica, nombre in zip(GRAMATICAS, NOMBRES, strict=True):
        try:
            prueba(gramatica)
        except Exception as error:
            error.add_note(f"gramática: {nombre}")
            raise


@AJUSTES
@given(crudo=st.binary(max_size=200) | TEXTOS.map(lambda t: t.encode("utf-8", "surrogatepass")))
def test_cualquier_cosa_se_rechaza_con_su_error(crudo: bytes) -> None:
    cada_una(lambda gramatica: probar(gramatica, crudo))


@AJUSTES
@given(
    donde=st.floats(0, 1),
    largo=st.integers(0, 40),
    trozo=st.binary(max_size=8) | st.sampled_from([b'"', b"[", b"}", b"\n", b"=", b"'''", b"1e999"]),
)
def test_un_texto_bueno_con_un_pedazo_cambiado(donde: float, largo: int, trozo: bytes) -> None:
    def prueba(gramatica: Gramatica) -> None:
        bueno = gramatica.bueno.encode()
        desde = round(donde * len(bueno))
        probar(gramatica, bueno[:desde] + trozo + bueno[desde + largo :])

    cada_una(prueba)


def _cambiar(azar: Random, valores: Iterator[Any], dato: Any, hondo: int = 0) -> Any:
    """One node of `dato` replaced, taken away, doubled or with one more beside it."""
    hijos = list(dato) if isinstance(dato, dict) else list(range(len(dato))) if isinstance(dato, list) else []
    if not hijos or (hondo and azar.randrange(4) == 0):
        return next(valores)
    cual = azar.choice(hijos)
    que = azar.choice(["dentro", "dentro", "quitar", "agregar"])
    if que == "dentro":
        dato[cual] = _cambiar(azar, valores, dato[cual], hondo + 1)
    elif que == "quitar":
        del dato[cual]
    elif isinstance(dato, dict):
        dato[f"{next(valores)}"[:6]] = next(valores)
    else:
        dato.append(copy.deepcopy(dato[cual]))
    return dato


@AJUSTES
@given(semilla=st.integers(0, 2**32), valores=st.lists(VALORES, min_size=2, max_size=5), veces=st.integers(1, 3))
def test_datos_buenos_con_algunos_cambiados(semilla: int, valores: list[Any], veces: int) -> None:
    """As JSON: the model of a TOML is asked in the same way, since the readers part only in how the text is read."""

    def prueba(gramatica: Gramatica) -> None:
        azar, otros = Random(f"{semilla} {gramatica.bueno}"), map(copy.deepcopy, cycle(valores))
        dato: Any = datos_de(gramatica)
        for _ in range(veces):
            dato = _cambiar(azar, otros, dato)
        crudo = json.dumps(dato)
        if gramatica.bueno.startswith("{"):
            probar(gramatica, crudo.encode())
            return
        try:
            de_json(crudo, gramatica.modelo)
        except AjenoInvalido as error:
            assert all(r.mensaje != NO_SE_ESPERABA for r in error.reparos), error

    cada_una(prueba)


@pytest.mark.parametrize("valor", ["1", "1.5", "true", '"x"', "[]", "{}", "2024-06-02", "10:11:12"])
def test_los_tipos_de_toml_no_se_confunden(valor: str) -> None:
    with pytest.raises(AjenoInvalido) as error:
        de_toml(f"entidad = {valor}\npartidos = {{ PAN = {valor} }}\n[ajustes]\nreal = {valor}", PerfilToml)
    for reparo in error.value.reparos:
        assert NO_SE_ESPERABA not in reparo.mensaje
        assert not INGLES.search(reparo.mensaje), reparo


def test_los_reparos_se_dicen_hasta_cien_y_cuantos_mas_hay() -> None:
    ajenas = json.dumps({f"campo{n}": n for n in range(LISTADOS_MAX + 20)})
    with pytest.raises(AjenoInvalido) as error:
        de_json(ajenas, Ficha)
    faltan = 5
    assert error.value.total == LISTADOS_MAX + 20 + faltan
    assert error.value.lineas("f")[-1] == f"y {20 + faltan} más"
    assert len(error.value.lineas("f")) == LISTADOS_MAX + 1
    assert error.value.frase(2).endswith(f"; y {LISTADOS_MAX + 20 + faltan - 2} más")


@pytest.mark.parametrize("campo", ["clave", "clave_replica", "llave"])
@pytest.mark.parametrize("malo", [7, ["s3creta"], "s3creta\n", "s3creta" * 40])
def test_un_secreto_malo_no_se_muestra(campo: str, malo: object) -> None:
    gramatica = de_modelo(PaqueteDeAlta)
    with pytest.raises(gramatica.error) as error:
        gramatica.leer(json.dumps({**datos_de(gramatica), campo: malo}).encode())
    assert f"{campo}: " in str(error.value)
    assert "s3creta" not in str(error.value)


def test_un_secreto_bueno_no_sale_en_el_texto_del_objeto() -> None:
    for gramatica in (de_modelo(PaqueteDeAlta), de_modelo(Ficha)):
        leido = gramatica.leer(gramatica.bueno.encode())
        assert SECRETA not in f"{leido!r}{leido}"
