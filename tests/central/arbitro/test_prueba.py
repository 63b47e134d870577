"""What an administrator of the base does to it shows to whoever kept a cut, or a checkpoint of its chain."""

from pathlib import Path

import pytest

from central.arbitro import cadena, puntos
from central.arbitro.puntos import Puntos, leer_puntos
from central.arbitro.reconstruir import reconstruir
from central.arbitro.testigos import EslabonDicho
from central.arbitro.vigilancia import Firmante
from central.corte.cabezas import cabezas_de
from central.nodo.centro import CENTRO
from central.nodo.cluster import ADMIN
from prep.domain.hechos.hechos import Acopio
from prep.net.identidad import nueva
from prep.store.hechos import RECIBIDAS, a_recibido, lista
from tests.central.arbitro.escena import Escena
from tests.central.corte.escena import ACTAS, Cortes
from tests.conftest import Nodo

REHACER = f"SELECT c.hecho, {lista(RECIBIDAS, 'h')} FROM prep.cadena c JOIN prep.hecho h ON h.id = c.hecho ORDER BY c.n"


def alterar(base: Nodo, *ordenes: str) -> None:
    """As a superuser who silences the triggers and then makes the whole chain again: no key is needed for it."""
    with base.conectar(ADMIN) as admin:
        admin.execute("SET session_replication_role = replica")
        for orden in ordenes:
            admin.execute(orden)
        filas = admin.execute(REHACER).fetchall()
        admin.execute("DELETE FROM prep.cadena")
        cadena.anexar(admin, (0, cadena.ORIGEN), [a_recibido(fila) for _, *fila in filas])


def diferencias(escena: Escena, testigos: list[EslabonDicho] | None = None) -> list[str]:
    with escena.arbitro() as (conexion, contexto):
        return reconstruir(conexion, contexto, firmas=True, testigos=testigos or []).diferencias


@pytest.fixture
def cortes(base: Nodo, tmp_path: Path) -> Cortes:
    return Cortes(base, tmp_path)


@pytest.fixture
def escena(base: Nodo) -> Escena:
    escena = Escena(base)
    for acta in ACTAS[:3]:
        huella = escena.digitalizada(acta)
        escena.captura(2, acta, huella)
    escena.correr()
    assert diferencias(escena) == []
    return escena


def test_un_acta_borrada_con_la_cadena_rehecha_la_delata_un_manifiesto_guardado(cortes: Cortes) -> None:
    """#57: without what was kept elsewhere, nothing is left in the base that says it."""
    cortes.verificada(ACTAS[0])
    cortes.cortar()
    cortes.imagen(ACTAS[1])
    cortes.cortar()
    testigos, fallas = cabezas_de(cortes.salida)
    assert fallas == [] and {t.nodo for t in testigos} == {"CENTRO"}
    assert diferencias(cortes.escena, testigos) == []
    alterar(
        cortes.base,
        f"DELETE FROM prep.cadena WHERE hecho IN (SELECT id FROM prep.hecho WHERE acta = '{ACTAS[1]}')",
        f"DELETE FROM prep.hecho WHERE acta = '{ACTAS[1]}'",
        f"DELETE FROM prep.acta_estado WHERE acta = '{ACTAS[1]}'",
        f"DELETE FROM prep.trabajo WHERE acta = '{ACTAS[1]}'",
    )
    assert diferencias(cortes.escena) == []
    (una,) = [d for d in diferencias(cortes.escena, testigos) if d.startswith("corte 0002")]
    assert "la cadena se rehízo" in una or "se quitaron hechos" in una
    assert not [d for d in diferencias(cortes.escena, testigos) if d.startswith("corte 0001")]


@pytest.mark.parametrize(
    "cambio",
    ["nodo = 'CATD09'", "sec = sec + 40", "ronda = 3", "recibido = recibido - interval '1 hour'"],
    ids=["nodo", "sec", "ronda", "recibido"],
)
def test_lo_que_el_nodo_dice_de_un_hecho_esta_bajo_la_cadena(escena: Escena, cambio: str) -> None:
    """#58: nobody signed it, and the shift of R-04 and the order of a ronda are read from it."""
    with escena.base.conectar(ADMIN) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(
            f"UPDATE prep.hecho SET {cambio} WHERE id = (SELECT id FROM prep.hecho WHERE tipo = 'CAPTURA' LIMIT 1)"
        )
    assert any("la cadena se rompe en el hecho" in d for d in diferencias(escena))


def test_un_hecho_que_nadie_tomo_en_cuenta_se_nombra(escena: Escena) -> None:
    """#59: the station was told `nuevo`, and the árbitro never saw it."""
    with escena.base.conectar(ADMIN) as admin:
        admin.execute("ALTER TABLE prep.hecho DISABLE TRIGGER encolar")
        perdido = escena.hacer(1, ACTAS[4], Acopio("01", "D")).hecho.id
        admin.execute("ALTER TABLE prep.hecho ENABLE ALWAYS TRIGGER encolar")
    assert escena.correr() == 0
    assert [d for d in diferencias(escena) if str(perdido) in d] == [
        f"hecho {perdido}: ni está en la cadena, ni espera en la cola, ni en cuarentena: no se tomó en cuenta"
    ]


def test_un_hecho_encadenado_y_apartado_a_mano_se_nombra(escena: Escena) -> None:
    """#60: chained it counts, set aside it does not: the árbitro never does both."""
    escena.base.dueno("INSERT INTO prep.cuarentena (hecho, razon) SELECT hecho, 'x' FROM prep.cadena WHERE n = 2")
    ((id_,),) = escena.base.dueno("SELECT hecho FROM prep.cadena WHERE n = 2")
    assert f"hecho {id_}: está en la cadena y también en cuarentena" in diferencias(escena)


def test_una_cadena_de_antes_se_comprueba_y_sigue_con_la_version_de_hoy(escena: Escena) -> None:
    """A base from before: its links cover less, the next ones all; and none goes back."""
    with escena.base.conectar(ADMIN) as admin:
        admin.execute("SET session_replication_role = replica")
        anterior = cadena.ORIGEN
        for n, (_, *fila) in enumerate(admin.execute(REHACER).fetchall(), start=1):
            anterior = cadena.eslabon(anterior, a_recibido(fila), version=1)
            admin.execute("UPDATE prep.cadena SET eslabon = %s, version = 1 WHERE n = %s", (anterior, n))
    assert diferencias(escena) == []
    escena.digitalizada(ACTAS[5])
    escena.correr()
    assert diferencias(escena) == []
    ((ultimo,),) = escena.base.dueno("SELECT max(n) FROM prep.cadena")
    assert escena.base.dueno("SELECT DISTINCT version FROM prep.cadena WHERE n > %s", ultimo - 2) == [(2,)]
    with escena.base.conectar(ADMIN) as admin:
        admin.execute("SET session_replication_role = replica")
        ((antes,),) = admin.execute("SELECT eslabon FROM prep.cadena WHERE n = %s", (ultimo - 1,)).fetchall()
        fila = admin.execute(f"{REHACER} DESC LIMIT 1").fetchone()
        assert fila is not None
        corto = cadena.eslabon(bytes(antes), a_recibido(fila[1:]), version=1)
        admin.execute("UPDATE prep.cadena SET eslabon = %s, version = 1 WHERE n = %s", (corto, ultimo))
    assert any("la cadena se rompe" in d for d in diferencias(escena))


@pytest.fixture
def anotados(escena: Escena, tmp_path: Path) -> Path:
    """The file that another machine copied: two checkpoints, one before and one after three more facts."""
    suyos = Puntos(tmp_path / "puntos", Firmante(CENTRO, escena.llaves[CENTRO]))
    for vuelta in range(2):
        with escena.arbitro() as (conexion, _):
            suyos.anotar(conexion)
            suyos.anotar(conexion)  # not twice in a minute
            suyos._siguiente = 0.0
            suyos.anotar(conexion)  # nor when nothing was added
            suyos._siguiente = 0.0
        if vuelta == 0:
            escena.digitalizada(ACTAS[5])
            escena.correr()
    (ruta,) = (tmp_path / "puntos").iterdir()
    assert len(ruta.read_text().splitlines()) == 2
    return ruta


def leidos(escena: Escena, ruta: Path) -> tuple[list[EslabonDicho], list[str]]:
    with escena.arbitro() as (_, contexto):
        return leer_puntos(ruta, contexto)


def test_los_puntos_de_la_cadena_delatan_lo_que_ningun_corte_guardo(escena: Escena, anotados: Path) -> None:
    testigos, fallas = leidos(escena, anotados)
    assert fallas == [] and len(testigos) == 2 and testigos[0].n < testigos[1].n
    assert diferencias(escena, testigos) == []
    alterar(escena.base, "DELETE FROM prep.cadena WHERE n = (SELECT max(n) FROM prep.cadena)")
    assert f"{anotados.name}, renglón 2: la cadena llegaba al eslabón {testigos[1].n}" in "".join(
        diferencias(escena, testigos)
    )


def test_un_punto_alterado_o_firmado_por_otro_no_se_cree(escena: Escena, anotados: Path, tmp_path: Path) -> None:
    uno, dos = anotados.read_text().splitlines()
    otro = Puntos(tmp_path / "otros", Firmante(CENTRO, nueva()))
    ajeno = Puntos(tmp_path / "ajenos", Firmante("op-01-1", escena.llaves["op-01-1"]))
    for suyos in (otro, ajeno):
        with escena.arbitro() as (conexion, _):
            suyos.anotar(conexion)
    malos = [
        *(next(s.carpeta.iterdir()).read_text().strip() for s in (otro, ajeno)),
        uno.replace("\tCENTRO\t", "\tCATD01\t"),
        uno.replace("prueba-1", "prueba-2"),
        uno[:-1],
        "²" * 400,
    ]
    mezcla = tmp_path / "mezcla.txt"
    mezcla.write_text("\n".join([*malos, dos, uno]) + "\n")
    testigos, fallas = leidos(escena, mezcla)
    assert len(testigos) == 2
    assert [f.partition(": ")[2] for f in fallas] == [
        "su firma no corresponde",
        "op-01-1 no firma por el nodo CENTRO",
        "centro no firma por el nodo CATD01",
        "es de otro proceso",
        "no es un punto de la cadena",
        "no es un punto de la cadena",
        f"la cadena de CENTRO retrocedió de {testigos[0].n} a {testigos[1].n}",
    ]


def test_una_carpeta_que_no_se_puede_escribir_no_detiene_al_arbitro(
    escena: Escena, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "puntos").write_text("no es una carpeta")
    suyos = Puntos(tmp_path / "puntos", Firmante(CENTRO, escena.llaves[CENTRO]))
    with escena.arbitro() as (conexion, _):
        suyos.anotar(conexion)
        assert "No se pudo escribir el punto de la cadena" in caplog.text
        monkeypatch.setattr(puntos, "ARCHIVO_MAX", 10)
        llena = Puntos(tmp_path / "llena", suyos.firmante)
        llena.anotar(conexion)
        assert [r.stat().st_size for r in llena.carpeta.iterdir()] == [0]
    caplog.clear()


def test_una_cabeza_que_no_se_entiende_se_dice(cortes: Cortes) -> None:
    cortes.verificada(ACTAS[0])
    cortes.cortar()
    manifiesto = cortes.salida / "cortes" / "0001" / "manifiesto.json"
    manifiesto.write_bytes(manifiesto.read_bytes().replace(b'"n":', b'"n":-'))
    assert cabezas_de(cortes.salida) == ([], ["corte 0001: el manifiesto no dice bien hasta dónde iba cada cadena"])
