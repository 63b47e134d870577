"""A sending signed by a phone: the centre believes its key and nobody else, and what was taken off does not come in."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from central.casilla import carpeta as carpetas
from central.casilla import recados
from central.casilla.telefonos import ListaDeTelefonos
from central.marco import conexion
from central.marco.proceso import leer_cabecera
from central.telefono import codigo
from central.telefono.alta import AltaDeTelefono, AltaNegada
from central.telefono.recado import RECADOS
from prep.ajeno.lectura import de_json
from simulacro.personas.telefono import TelefonoDeCae
from tests.central.casilla.conftest import Casilla
from tests.central.casilla.envios import CUENTA, jpeg, poner
from tests.central.conftest import clave
from tests.store.ejemplos import PROCESO


@contextmanager
def lista(casilla: Casilla) -> Iterator[ListaDeTelefonos]:
    with conexion.abrir(casilla.mando.datos) as puesto, puesto.ordenar() as conn:
        yield ListaDeTelefonos(conn, leer_cabecera(conn).proceso, puesto.llave(conn))


def ahora() -> datetime:
    return datetime.now(UTC)


def invitar(casilla: Casilla, cuenta: str = CUENTA, vence: timedelta = timedelta(days=1)) -> str:
    with lista(casilla) as telefonos:
        return codigo.escribir(telefonos.invitar(cuenta, ahora() + vence).codigo)


def registrar(casilla: Casilla, telefono: TelefonoDeCae, escrito: str, **cambios: Any) -> None:
    with lista(casilla) as telefonos:
        telefonos.registrar(de_json(telefono.alta(escrito, **cambios), AltaDeTelefono), ahora())


@pytest.fixture
def telefono(casilla: Casilla) -> TelefonoDeCae:
    suyo = TelefonoDeCae(CUENTA, PROCESO)
    registrar(casilla, suyo, invitar(casilla))
    return suyo


def enviar(casilla: Casilla, telefono: TelefonoDeCae, seccion: int = 1, **cambios: Any) -> dict[str, Any]:
    foto = jpeg(100 + seccion)
    datos = telefono.datos(clave(seccion), foto, **cambios)
    poner(casilla.carpeta, "foto", foto, telefono.sobre(datos))
    return datos


def test_lo_que_firma_un_telefono_dado_de_alta_entra_una_vez(casilla: Casilla, telefono: TelefonoDeCae) -> None:
    datos = enviar(casilla, telefono)
    assert casilla.recibir() == 0 and casilla.fotos() == 1
    guardado = json.loads((casilla.carpeta / "recibidas" / f"{datos['envio']}.json").read_bytes())
    assert guardado["version"] == 2, "lo firmado se guarda tal como llegó"
    assert casilla.mando.etapa(clave(1)) == "DIGITALIZADA"


def _otra_firma(datos: dict[str, Any], telefono: TelefonoDeCae) -> dict[str, Any]:
    return {**telefono.sobre(datos), "firma": TelefonoDeCae(CUENTA, PROCESO).sobre(datos)["firma"]}


@pytest.mark.parametrize(
    ("cambios", "dice"),
    [
        ({"llave": "0" * 16}, "no es de ningún teléfono dado de alta"),
        ({"cuenta": "cae-8"}, "no es de la cuenta «cae-8»"),
        ({"toma": "dibujo"}, "toma: "),
        ({"proceso": "OTRO"}, "es del proceso «OTRO»"),
    ],
)
def test_lo_que_no_corresponde_a_su_llave_se_aparta(
    casilla: Casilla, telefono: TelefonoDeCae, cambios: dict[str, Any], dice: str
) -> None:
    enviar(casilla, telefono, **cambios)
    assert casilla.recibir() == 3
    assert dice in casilla.motivo() and casilla.fotos() == 0


def test_una_firma_de_otro_telefono_no_se_dice_de_nadie(casilla: Casilla, telefono: TelefonoDeCae) -> None:
    foto = jpeg(101)
    poner(casilla.carpeta, "foto", foto, _otra_firma(telefono.datos(clave(1), foto), telefono))
    assert casilla.recibir() == 3
    assert "Código: FIRMA" in casilla.motivo() and "\nCuenta: " not in casilla.motivo()


def test_perdido_el_telefono_nada_de_el_entra_aunque_se_haya_tomado_antes(
    casilla: Casilla, telefono: TelefonoDeCae
) -> None:
    enviar(casilla, telefono, 1)
    assert casilla.recibir() == 0
    enviar(casilla, telefono, 2, digitalizada="2024-06-03T00:12:31Z")
    assert casilla.mando.correr("casilla", "telefono", "perdido", CUENTA, "--motivo", "se lo robaron") == 0
    assert casilla.recibir() == 3
    assert "Código: LLAVE_DE_BAJA" in casilla.motivo() and casilla.fotos() == 1
    codigos = [c for (c,) in casilla.mando.filas("SELECT codigo FROM prep.alarma ORDER BY n")]
    assert codigos == ["TELEFONO_CAMBIADO", "CASILLA_APARTADA"]


def test_relevado_el_telefono_entra_lo_de_antes_nada_mas(casilla: Casilla, telefono: TelefonoDeCae) -> None:
    with lista(casilla) as telefonos:
        assert telefonos.relevar(CUENTA, ahora()) == 1
    enviar(casilla, telefono, 1, digitalizada="2024-06-03T00:12:31Z")
    assert casilla.recibir() == 0
    enviar(casilla, telefono, 2, desfase_ms=60_000)
    assert casilla.recibir() == 3 and "ya cambió de teléfono" in casilla.motivo()


def test_dos_relojes_distintos_se_avisan_y_la_imagen_entra(casilla: Casilla, telefono: TelefonoDeCae) -> None:
    enviar(casilla, telefono, 1, desfase_ms=5_000, desfase_toma_ms=2_999)
    assert casilla.recibir() == 0
    ((codigo_, texto),) = casilla.mando.filas("SELECT codigo, texto FROM prep.alarma")
    assert codigo_ == "CASILLA_RELOJ" and "2999 ms y 5000 ms" in str(texto)
    enviar(casilla, telefono, 2, desfase_ms=5_000, desfase_toma_ms=3_000)
    assert casilla.recibir() == 0
    assert len(casilla.mando.filas("SELECT FROM prep.alarma")) == 1


def test_en_la_noche_real_no_entra_lo_que_nadie_firma(casilla: Casilla) -> None:
    casilla.mando.filas("UPDATE prep.proceso SET cabecera = jsonb_set(cabecera, '{ajustes,real}', 'true')")
    try:
        casilla.enviar(1)
        assert casilla.recibir() == 3
        assert "no la firma ningún teléfono" in casilla.motivo()
    finally:
        casilla.mando.filas("UPDATE prep.proceso SET cabecera = jsonb_set(cabecera, '{ajustes,real}', 'false')")


def test_una_llave_que_se_puso_en_la_base_a_mano_no_sirve(casilla: Casilla, telefono: TelefonoDeCae) -> None:
    intruso = TelefonoDeCae(CUENTA, PROCESO)
    casilla.mando.filas("UPDATE prep.telefono SET spki = %s", intruso.spki)
    enviar(casilla, intruso)
    assert casilla.recibir() == 3 and "Código: FIRMA" in casilla.motivo()


@pytest.mark.parametrize("caso", ["usado", "vencido", "otra cuenta", "otro sello", "otra hoja", "de otro"])
def test_un_codigo_que_no_sirve_no_da_de_alta_a_nadie(casilla: Casilla, caso: str) -> None:
    escrito = invitar(casilla, vence=timedelta(seconds=-1) if caso == "vencido" else timedelta(days=1))
    suyo, cambios = TelefonoDeCae(CUENTA, PROCESO), {}
    if caso == "usado":
        registrar(casilla, TelefonoDeCae(CUENTA, PROCESO), escrito)
    elif caso == "otra cuenta":
        suyo.cuenta = "cae-8"
    elif caso == "otro sello":
        cambios = {"sello": "0" * 64}
    elif caso == "otra hoja":
        invitar(casilla)
    elif caso == "de otro":
        escrito = codigo.escribir(b"x" * 16)
    with pytest.raises(AltaNegada) as negada:
        registrar(casilla, suyo, escrito, **cambios)
    assert (
        negada.value.codigo
        == {
            "usado": "CODIGO_USADO",
            "vencido": "CODIGO_VENCIDO",
            "otra cuenta": "CODIGO_DE_OTRA_CUENTA",
            "otro sello": "SELLO",
            "otra hoja": "CODIGO_VENCIDO",
            "de otro": "CODIGO_DESCONOCIDO",
        }[caso]
    )


def test_el_alta_repetida_tiene_un_efecto_y_el_codigo_no_esta_en_la_base(casilla: Casilla) -> None:
    escrito, suyo = invitar(casilla), TelefonoDeCae(CUENTA, PROCESO)
    for _ in range(2):
        registrar(casilla, suyo, escrito)
    ((fila,),) = casilla.mando.filas("SELECT t::text FROM prep.telefono t")
    assert codigo.leer(escrito).hex() not in str(fila) and codigo.leer(
        codigo.en_grupos(escrito).lower()
    ) == codigo.leer(escrito)


def test_a_quien_releva_en_la_noche_le_entra_la_suya(casilla: Casilla, telefono: TelefonoDeCae) -> None:
    enviar(casilla, telefono, 1)
    assert casilla.recibir() == 0
    casilla.mando.filas("INSERT INTO prep.cae VALUES (%s, 'cae-8', clock_timestamp())", clave(1))
    assert casilla.mando.etapa(clave(1)) == "DIGITALIZADA", "la de antes sigue contando"
    otro = TelefonoDeCae("cae-8", PROCESO)
    registrar(casilla, otro, invitar(casilla, "cae-8"))
    foto = jpeg(222)
    poner(casilla.carpeta, "foto", foto, otro.sobre(otro.datos(clave(1), foto, desfase_ms=5_000)))
    assert casilla.recibir() == 0 and casilla.fotos() == 2
    enviar(casilla, telefono, 1, desfase_ms=5_000)
    assert casilla.recibir() == 3 and "Código: NO_ES_SU_CASILLA" in casilla.motivo()


def test_los_telefonos_de_una_ciudad_se_dan_de_alta_de_muchos_en_muchos_y_uno_malo_no_detiene_a_los_demas(
    casilla: Casilla, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One order for each of 3,696 took minutes, and the night could not begin."""
    monkeypatch.setattr(recados, "TANDA", 3)
    (casilla.carpeta / RECADOS).mkdir(parents=True)
    suyos = [TelefonoDeCae(f"cae-{n}", PROCESO) for n in range(8)]
    for n, suyo in enumerate(suyos):
        cambios = {"sello": "0" * 64} if n == 4 else {}
        alta = suyo.alta(invitar(casilla, suyo.cuenta), **cambios)
        (casilla.carpeta / RECADOS / f"alta-{suyo.llave}.json").write_bytes(alta)
    (casilla.carpeta / RECADOS / ".a-medias").write_bytes(b"")
    (casilla.carpeta / RECADOS / "perdido-0123456789abcdef.json").write_bytes(b"{}")
    ordenes: list[int] = []
    with conexion.abrir(casilla.mando.datos) as puesto, carpetas.abrir(casilla.carpeta) as carpeta:
        monkeypatch.setattr(type(puesto), "ordenar", _contadas(type(puesto).ordenar, ordenes))
        assert recados.atender_recados(carpeta, puesto, tmp_path) == 7
    assert len(ordenes) == 3
    assert [r.name for r in (casilla.carpeta / RECADOS).iterdir()] == [".a-medias"]
    assert len(list(tmp_path.rglob(f"*{suyos[4].llave}*"))) == 1, "se le dice por qué no"
    with lista(casilla) as telefonos:
        assert {t.cuenta for t in telefonos.todos() if t.spki} == {s.cuenta for n, s in enumerate(suyos) if n != 4}


def _contadas(hacer: Callable[..., Any], ordenes: list[int]) -> Callable[..., Any]:
    def una(puesto: Any) -> Any:
        ordenes.append(1)
        return hacer(puesto)

    return una
