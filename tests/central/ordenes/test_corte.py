"""`prep corte`: sentences and exit codes, never a traceback."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from central.__main__ import principal
from central.marco import camino, conexion
from central.marco.conexion import NodoAbierto
from central.nodo.centro import CENTRO
from prep.domain.hechos.hechos import Fase, Fuente, NombreFase
from prep.net.identidad import cargar
from tests.central.corte.escena import ACTAS, Cortes


@pytest.fixture
def en_su_base(cortes: Cortes, monkeypatch: pytest.MonkeyPatch) -> Cortes:
    """The command opens this test's base instead of a folder's own cluster."""

    @contextmanager
    def abrir(datos: Path, proceso: str = "") -> Iterator[NodoAbierto]:
        with cortes.puesto() as puesto:
            yield puesto

    monkeypatch.setattr(conexion, "abrir", abrir)
    return cortes


def _correr(cortes: Cortes, *argumentos: str) -> int:
    return principal(["corte", "publicar", "--datos", str(cortes.datos), "--salida", str(cortes.salida), *argumentos])


def test_un_corte_termina_con_su_carpeta_y_su_manifiesto(
    en_su_base: Cortes, capsys: pytest.CaptureFixture[str]
) -> None:
    en_su_base.verificada(ACTAS[0])
    en_su_base.escena.correr()
    assert _correr(en_su_base) == 0
    *_, carpeta, ultima = capsys.readouterr().out.splitlines()
    assert Path(carpeta) == en_su_base.salida / "cortes" / "0001"
    assert ultima.startswith("CORTE 1 ")
    assert ultima.endswith(" 1 actas")


def test_el_ultimo_corte_necesita_su_fase(en_su_base: Cortes, capsys: pytest.CaptureFixture[str]) -> None:
    en_su_base.escena.correr()
    assert _correr(en_su_base, "--ultimo") == 3
    assert "fase ultimo" in capsys.readouterr().err
    en_su_base.escena.hacer(CENTRO, "", Fase(NombreFase.ULTIMO), Fuente.CENTRO)
    en_su_base.escena.correr()
    assert _correr(en_su_base, "--ultimo") == 0


def test_la_fase_recien_declarada_se_espera_y_si_no_llega_se_dice(
    en_su_base: Cortes, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The árbitro has not taken in any phase yet."""
    with monkeypatch.context() as poca:
        poca.setattr(camino, "EN_CAMINO_S", 0.1)
        assert _correr(en_su_base) == 3
    assert "La fase «publicar» ya se declaró y va en camino" in capsys.readouterr().err
    arbitro = Timer(0.3, en_su_base.escena.correr)
    arbitro.start()
    assert _correr(en_su_base) == 0
    arbitro.join()


def test_un_corte_retenido_sale_con_3_y_sus_razones(en_su_base: Cortes, capsys: pytest.CaptureFixture[str]) -> None:
    en_su_base.verificada(ACTAS[0])
    en_su_base.escena.correr()
    en_su_base.base.dueno("UPDATE prep.acta_estado SET custodia = '33' WHERE acta = %s", ACTAS[0])
    assert _correr(en_su_base) == 3
    dicho = capsys.readouterr().err
    assert "NO se publicó" in dicho
    assert ACTAS[0] in dicho
    assert not (en_su_base.salida / "actual").exists()


def test_una_carpeta_en_que_no_se_puede_escribir_sale_con_2(
    en_su_base: Cortes, capsys: pytest.CaptureFixture[str]
) -> None:
    en_su_base.escena.correr()
    en_su_base.salida.write_text("no es una carpeta")
    assert _correr(en_su_base) == 2
    assert "No se puede escribir en" in capsys.readouterr().err


def test_un_arbitro_atorado_se_dice(
    en_su_base: Cortes, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    en_su_base.escena.correr()
    en_su_base.verificada(ACTAS[0])
    monkeypatch.setattr("central.corte.espera.PACIENCIA_S", 0.2)
    assert _correr(en_su_base) == 2
    assert "El árbitro no avanza" in capsys.readouterr().err


def test_comprobar_dice_cuantos_cortes_concuerdan(en_su_base: Cortes, capsys: pytest.CaptureFixture[str]) -> None:
    en_su_base.cortar()
    ultimo = en_su_base.cortar().sha256
    revisar = ("corte", "comprobar", str(en_su_base.salida), "--publica", _publica(en_su_base))
    assert principal([*revisar, "--guardado", ultimo.upper()]) == 0
    assert "2 cortes, 0 fallas" in capsys.readouterr().out
    (en_su_base.salida / "cortes" / "0001" / "index.html").write_text("otra")
    assert principal([*revisar]) == 3
    assert "index.html no es el que se publicó" in capsys.readouterr().out
    assert principal([*revisar, "--json"]) == 3
    dicho = json.loads(capsys.readouterr().out)
    assert (dicho["cortes"], len(dicho["publica"]), len(dicho["ultimo"])) == (2, 64, 64)
    assert ["index.html no es el que se publicó" in f for f in dicho["fallas"]] == [True]


def _publica(cortes: Cortes) -> str:
    return cargar(cortes.datos / "centro.key").publica.hex()


def test_sin_la_llave_de_otra_parte_nunca_sale_bien(en_su_base: Cortes, capsys: pytest.CaptureFixture[str]) -> None:
    """#49: the whole folder may have been signed again with any key."""
    en_su_base.cortar()
    assert principal(["corte", "comprobar", str(en_su_base.salida)]) == 4
    dicho = capsys.readouterr()
    assert "1 cortes, 0 fallas" in dicho.out and "no prueba quién firmó" in dicho.err
    assert principal(["corte", "comprobar", str(en_su_base.salida), "--json"]) == 4
    assert json.loads(capsys.readouterr().out)["publica_dada"] is False
    with pytest.raises(SystemExit):
        principal(["corte", "comprobar", "--help"])
    assert "sin ella nunca sale con 0" in " ".join(capsys.readouterr().out.split())


def test_los_manifiestos_guardados_deben_estar(
    en_su_base: Cortes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hechos = [en_su_base.cortar().sha256 for _ in range(2)]
    lista = tmp_path / "guardados.txt"
    revisar = ("corte", "comprobar", str(en_su_base.salida), "--publica", _publica(en_su_base))
    lista.write_text(f"{hechos[0]}  manifiesto.json\n\n{hechos[1]}\n")
    assert principal([*revisar, "--guardados", str(lista)]) == 0
    lista.write_text(f"{hechos[0]}\n{'a' * 64}\n")
    assert principal([*revisar, "--guardados", str(lista)]) == 3
    assert f"se guardó: {'a' * 64}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("texto", "frase"),
    [("abc\n", "renglón 1: no es un SHA-256"), ("a" * 64 + "\n" + "b" * 65, "renglón 2"), ("\n", "no tiene ningún")],
)
def test_una_lista_de_guardados_mala_se_dice(
    tmp_path: Path, texto: str, frase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lista = tmp_path / "guardados.txt"
    lista.write_text(texto)
    assert principal(["corte", "comprobar", str(tmp_path), "--guardados", str(lista)]) == 2
    assert frase in capsys.readouterr().err
    assert principal(["corte", "comprobar", str(tmp_path), "--guardado", "zz"]) == 2
    assert "--guardado: no es un SHA-256" in capsys.readouterr().err
    assert principal(["corte", "comprobar", str(tmp_path), "--guardados", str(tmp_path / "nada")]) == 2


def test_corte_solo_no_publica_nada(en_su_base: Cortes, capsys: pytest.CaptureFixture[str]) -> None:
    assert principal(["corte"]) == 2
    assert "lo PUBLICA" in capsys.readouterr().err
    with pytest.raises(SystemExit) as fin:
        principal(["corte", "--datos", str(en_su_base.datos), "--salida", str(en_su_base.salida)])
    assert fin.value.code == 2 and not (en_su_base.salida / "actual").exists()


@pytest.mark.parametrize("mala", ["", "zz", "ab" * 31])
def test_comprobar_rechaza_una_llave_mala(tmp_path: Path, mala: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert principal(["corte", "comprobar", str(tmp_path), "--publica", mala]) == 2
    assert "64 cifras" in capsys.readouterr().err


def test_comprobar_una_carpeta_sin_cortes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert principal(["corte", "comprobar", str(tmp_path / "nada")]) == 2
    assert "No hay cortes" in capsys.readouterr().out
