"""Cuts that cannot be made here or now: what each says, and that nothing is shown nor left behind."""

import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from central.corte import corte, plegado, reloj, renglones
from central.corte.archivos import escribir_corte
from central.corte.comprobar import comprobar
from central.corte.corte import CorteImposible, CorteRetenido
from central.corte.plegado import AyudanteMuerto, plegar
from central.corte.renglones import Sellos
from central.difusion.turnos import vista_de
from prep.domain.publicacion.filas import Filas
from prep.domain.reglas.ordenes import NombreDeOrden, OrdenDelCentro
from prep.net.identidad import cargar
from prep.store import candados
from tests.central.corte.escena import ACTAS, Cortes
from tests.dos_personas import acordar
from tests.store.ejemplos import PROCESO

NODO = """INSERT INTO prep.nodo (nodo, catd, generacion, estado, rol, apodo, latido, deriva_ms)
    VALUES (%s, %s, 1, 'EN_LINEA', %s, gen_random_uuid()::text, clock_timestamp(), %s)"""


@pytest.fixture
def publicado(cortes: Cortes) -> Cortes:
    for acta in ACTAS[:2]:
        cortes.verificada(acta, votos=4)
    cortes.cortar()
    return cortes


def test_mientras_se_hace_uno_no_se_hace_otro(publicado: Cortes) -> None:
    with publicado.base.conectar("prep_centro") as otra:
        otra.execute("SELECT pg_advisory_lock(%s)", (candados.CORTE,))
        with pytest.raises(CorteImposible, match="Ya se está haciendo un corte de este nodo"):
            publicado.cortar()
    assert publicado.cortar().numero == 2
    assert publicado.cortar().numero == 3  # and the lock was let go


def test_lo_que_alguien_puso_con_el_numero_de_un_corte_se_aparta_y_los_cortes_siguen(publicado: Cortes) -> None:
    """A copy of a true one, a folder, a link out of there and a file; and `actual` shows one of them."""
    cortes = publicado.salida / "cortes"
    shutil.copytree(cortes / "0001", cortes / "0007")
    (cortes / "0099").mkdir()
    (cortes / "0005").symlink_to(publicado.datos)
    (cortes / "123456").write_text("x")
    (publicado.salida / "actual").unlink()
    (publicado.salida / "actual").symlink_to("cortes/0099")
    assert [publicado.cortar().numero for _ in range(2)] == [2, 3]
    assert (publicado.salida / "actual").resolve() == cortes / "0003" and publicado.datos.is_dir()
    ((avisos, texto),) = publicado.base.dueno(
        "SELECT count(*), max(texto) FROM prep.alarma WHERE codigo = 'CORTE-AJENO'"
    )
    assert avisos == 4 and str(cortes) in texto
    assert comprobar(publicado.salida).fallas == tuple(
        f"cortes/.ajeno-{nombre}-1 no es de ningún corte." for nombre in ("0005", "0007", "0099", "123456")
    )


def test_lo_que_alguien_puso_en_lugar_del_enlace_se_aparta_y_los_cortes_siguen(publicado: Cortes) -> None:
    """A real folder with something in it, which no link replaces; another where the new link is made; and a file."""
    actual = publicado.salida / "actual"
    for numero, poner in enumerate(("carpeta", "archivo"), start=2):
        actual.unlink()
        if poner == "carpeta":
            shutil.copytree(publicado.salida / "cortes" / "0001", actual)
            (publicado.salida / ".actual").mkdir()
        else:
            actual.write_text("x")
        assert publicado.cortar().numero == numero
        assert actual.is_symlink() and actual.resolve().name == f"{numero:04d}"
    assert publicado.base.dueno("SELECT count(*) FROM prep.alarma WHERE codigo = 'CORTE-AJENO'") == [(3,)]
    apartados = ("..actual-1", ".actual-1", ".actual-2")  # nothing of it is lost
    assert sorted(r.name for r in publicado.salida.glob(".ajeno-*")) == [f".ajeno-{n[1:]}" for n in apartados]
    assert (publicado.salida / ".ajeno-actual-1" / "manifiesto.json").is_file()


def test_sobre_los_cortes_que_la_base_no_conoce_no(publicado: Cortes) -> None:
    """As when it was put back from a copy: they were shown."""
    for _ in range(2):
        publicado.cortar()
    publicado.base.dueno("DELETE FROM prep.corte_fila WHERE corte > 1")
    publicado.base.dueno("DELETE FROM prep.corte WHERE numero > 1")
    for _ in range(2):  # also when `actual` no longer shows it
        with pytest.raises(CorteImposible, match=r"hay cortes que este nodo no hizo\. Use otra carpeta con --salida"):
            publicado.cortar()
        (publicado.salida / "actual").unlink(missing_ok=True)
    assert len(list((publicado.salida / "cortes").iterdir())) == 3


def test_el_que_un_corte_muerto_dejo_sin_registrar_se_quita(publicado: Cortes) -> None:
    shutil.copytree(publicado.salida / "cortes" / "0001", publicado.salida / "cortes" / "0002")
    assert publicado.cortar().numero == 2
    assert comprobar(publicado.salida).fallas == ()


def test_sin_el_anterior_o_con_otro_no(publicado: Cortes) -> None:
    manifiesto = publicado.salida / "cortes" / "0001" / "manifiesto.json"
    bueno = manifiesto.read_bytes()
    for malo in (b"", bueno + b" "):
        manifiesto.write_bytes(malo)
        with pytest.raises(CorteImposible, match=r"El corte 1 no está en .*, o su manifiesto cambió\. Se publicó en"):
            publicado.cortar()
    manifiesto.unlink()
    with pytest.raises(CorteImposible, match="El corte 1 no está en"):
        publicado.cortar()


def test_con_el_reloj_atrasado_no(publicado: Cortes) -> None:
    with pytest.raises(CorteImposible, match=r"es anterior a la del corte 1\. Revise el reloj"):
        publicado.cortar(ahora=datetime.now(UTC) - timedelta(hours=1))


def test_a_la_hora_que_no_se_cree_se_retiene_y_dos_personas_que_la_vieron_hacen_que_salga(publicado: Cortes) -> None:
    ahora = datetime.now(UTC)
    with publicado.base.conectar("prep_dueno") as conn:
        assert reloj.dudas(conn, ahora) == []
        (salto,) = reloj.dudas(conn, ahora + timedelta(hours=20))
        salto2, periodo = reloj.dudas(conn, ahora + timedelta(days=3))
        (atras,) = reloj.dudas(conn, ahora - timedelta(hours=2))
        for n in (1, 2):
            conn.execute(NODO, (f"CATD0{n}", f"0{n}", f"nodo-0{n}", 86_400_000))
    assert "se movió 20.0 horas. Ponga en hora" in salto and "se movió 72.0" in salto2
    assert "2.0 horas hacia atrás" in atras
    assert re.match(r"Serían 72\.\d horas desde que se empezó a publicar", periodo), "empezó al hacerse la base"
    with pytest.raises(CorteRetenido, match="De los 2 nodos en línea, 2 tienen otra hora que el centro"):
        publicado.cortar()
    assert "CORTE-RETENIDO" in publicado.alarmas()
    acordar_reloj(publicado, 2)
    assert [publicado.cortar().numero for _ in range(2)] == [2, 3]


def acordar_reloj(cortes: Cortes, numero: int) -> None:
    acordar(cortes.base.conectar, PROCESO, OrdenDelCentro(NombreDeOrden.RELOJ, {"corte": numero}))


def test_tras_uno_que_salio_con_fecha_de_manana_dos_personas_hacen_que_sigan(publicado: Cortes) -> None:
    manana = datetime.now(UTC) + timedelta(days=1)
    assert publicado.cortar(ahora=manana).numero == 2
    with publicado.puesto() as puesto, puesto.mirar() as conn:
        assert vista_de(conn).anterior is None, "el publicador no espera hasta mañana"
    ahora = datetime.now(UTC) + timedelta(minutes=2)
    with pytest.raises(CorteImposible, match="es anterior a la del corte 2"):
        publicado.cortar(ahora=ahora)
    acordar_reloj(publicado, 3)
    assert publicado.cortar(ahora=ahora).numero == 3
    with pytest.raises(CorteImposible, match="Ya hay un corte de este mismo minuto"):
        publicado.cortar(ahora=manana)
    assert publicado.cortar(ahora=ahora + timedelta(minutes=1)).numero == 4
    assert comprobar(publicado.salida).fallas == ()


def test_la_hora_de_los_nodos_la_dice_su_mayoria_y_nunca_uno_solo(publicado: Cortes) -> None:
    dia = 86_400_000
    with publicado.base.conectar("prep_dueno") as conn:
        for derivas, dudan in (([dia], 0), ([dia, 5], 0), ([dia, dia, 5], 1), ([dia, -dia, 5], 0), ([-dia] * 2, 1)):
            conn.execute("DELETE FROM prep.nodo")
            for n, deriva in enumerate(derivas, 1):
                conn.execute(NODO, (f"CATD0{n}", f"0{n}", f"nodo-0{n}", deriva))
            assert len(reloj.dudas(conn, datetime.now(UTC))) == dudan, derivas


def test_dos_en_el_mismo_minuto_no(publicado: Cortes) -> None:
    ((momento,),) = publicado.base.dueno("SELECT momento FROM prep.corte")
    with pytest.raises(CorteImposible, match=r"Ya hay un corte de este mismo minuto .* Repita la orden en \d+ s\."):
        publicado.cortar(ahora=momento + timedelta(microseconds=1))


def test_si_lo_escrito_no_concuerda_no_se_muestra_y_se_avisa(
    publicado: Cortes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corte, "escribir_corte", lambda *dados: (escribir_corte(*dados)[0], ["algo no concuerda"]))
    antes = (publicado.salida / "actual").resolve()
    with pytest.raises(CorteRetenido, match="algo no concuerda"):
        publicado.cortar()
    assert (publicado.salida / "actual").resolve() == antes
    assert [r.name for r in (publicado.salida / "cortes").iterdir()] == ["0001"]
    assert publicado.base.dueno("SELECT texto FROM prep.alarma WHERE codigo = 'CORTE-RETENIDO'") == [
        ("algo no concuerda",)
    ]


def test_un_renglon_sellado_que_no_dan_sus_hechos_lo_halla_la_muestra(
    publicado: Cortes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has the centre's key could seal another row; folding a sample again finds it (P-9)."""
    sellos = Sellos(cargar(publicado.datos / "centro.key"), PROCESO)
    acta = ACTAS[0]
    ((huella, fila),) = publicado.base.dueno("SELECT huella, fila FROM prep.corte_fila WHERE acta = %s", acta)
    otra = fila.replace('"4"', '"9"')
    sellada = sellos.sellar(acta, huella.partition(":")[0], otra)
    publicado.base.dueno("UPDATE prep.corte_fila SET fila = %s, huella = %s WHERE acta = %s", otra, sellada, acta)
    monkeypatch.setattr(renglones, "CENTESIMA", 1)  # all of them
    with pytest.raises(CorteRetenido, match=f"El renglón guardado de {acta} no es el que dan sus hechos"):
        publicado.cortar()


def test_lo_que_aun_no_se_pliega_no_se_compara(publicado: Cortes) -> None:
    with publicado.escena.arbitro() as (conexion, contexto):
        publicado.base.dueno("UPDATE prep.acta_estado SET huella = 'x' WHERE acta = %s", ACTAS[0])
        fabrica = Filas(contexto.catalogo)
        sin_mirar = plegar(conexion, contexto, fabrica, [ACTAS[0]], frozenset({ACTAS[0]}))
        mirada = plegar(conexion, contexto, fabrica, [ACTAS[0], ACTAS[1]], frozenset())
    assert (sin_mirar.diferencias, list(sin_mirar.filas)) == ([], [ACTAS[0]])
    assert mirada.diferencias == [f"El estado guardado de {ACTAS[0]} no es el que dan sus hechos."]


def test_si_el_segundo_proceso_muere_no_hay_corte_y_se_dice_por_que(
    publicado: Cortes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for acta in ACTAS[:2]:
        publicado.acopiar(acta)  # something changed: both are folded again
    muere = tmp_path / "muere"
    muere.write_text("#!/bin/sh\ncat > /dev/null\necho se acabó la memoria >&2\nexit 1\n")
    muere.chmod(0o755)
    monkeypatch.setattr(plegado, "PARA_DOS", 2)
    monkeypatch.setattr(plegado, "sys", SimpleNamespace(executable=str(muere)))
    with pytest.raises(AyudanteMuerto, match="El proceso que ayuda a plegar se detuvo: se acabó la memoria"):
        publicado.cortar()


def test_un_acta_que_ya_no_esta_en_el_catalogo_no_sale(publicado: Cortes) -> None:
    with publicado.base.conectar("prep_admin") as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(
            "INSERT INTO prep.acta_estado (acta, etapa, fuente, registrada, custodia, hechos, estado, huella)"
            " VALUES ('GUB-X', 'ESPERADA', 'CATD', false, '', 0, '{}', 'x')"
        )
    assert publicado.cortar().actas == 2
