"""Cuts by the clock (R-25): one in each turn, none before its phase nor after the last, and no storm of tries."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from central.__main__ import principal
from central.corte import turnos
from central.corte.turnos import DatosDelTurno, Turnos, turno
from central.marco.conexion import BIEN, MAL_USO, RECHAZADO, MalUso
from prep.domain.hechos.hechos import NombreFase

OCHO = datetime(2027, 6, 7, 2, 0, tzinfo=UTC)  # 20:00 in Mexico City
PUBLICA = frozenset({NombreFase.CEROS, NombreFase.ABRIR, NombreFase.PUBLICAR})


class Noche:
    """A node as it is seen; each pause of the loop lasts `pausa`, and after `pausas` the last phase comes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, pausas: int, pausa: timedelta = timedelta(minutes=1)) -> None:
        self.reloj, self.pausas, self.pausa = OCHO, pausas, pausa
        self.fases = PUBLICA
        self.anterior: datetime | None = None
        self.codigos: list[int] = []
        self.cortes: list[datetime] = []
        self.dicho: list[str] = []
        self.rota = ""
        monkeypatch.setattr(turnos, "mirar", self.mirar)

    def mirar(self, datos: Path) -> DatosDelTurno:
        if self.rota:
            raise MalUso(self.rota)
        return DatosDelTurno(self.fases, self.anterior, 20, "America/Mexico_City")

    def cortar(self, datos: Path, salida: Path) -> int:
        self.cortes.append(self.reloj)
        codigo = self.codigos.pop(0) if self.codigos else BIEN
        if codigo == BIEN:
            self.anterior = self.reloj
        return codigo

    def dormir(self, _: float) -> None:
        self.reloj += self.pausa
        self.pausas -= 1
        if self.pausas <= 0:
            self.rota, self.fases = "", PUBLICA | {NombreFase.ULTIMO}

    def correr(self) -> list[timedelta]:
        """How long after eight each try to make a cut was."""
        lazo = Turnos(Path("datos"), Path("salida"), self.dicho.append, lambda: self.reloj, self.dormir, self.cortar)
        assert lazo.correr() == BIEN
        return [corte - OCHO for corte in self.cortes]


def minutos(*cuales: int) -> list[timedelta]:
    return [timedelta(minutes=n) for n in cuales]


@pytest.mark.parametrize(
    ("minuto", "cada", "empezo"), [(0, 20, 0), (19, 20, 0), (20, 20, 20), (59, 20, 40), (14, 15, 0), (61, 60, 60)]
)
def test_los_turnos_se_cuentan_desde_la_medianoche(minuto: int, cada: int, empezo: int) -> None:
    assert turno(OCHO + timedelta(minutes=minuto, seconds=7), cada) == OCHO + timedelta(minutes=empezo)


def test_uno_por_turno_y_termina_en_la_fase_del_ultimo(monkeypatch: pytest.MonkeyPatch) -> None:
    noche = Noche(monkeypatch, 65)
    assert noche.correr() == minutos(0, 20, 40, 60)
    assert noche.dicho[0] == "El siguiente corte, a las 20:20." and noche.dicho.count(noche.dicho[0]) == 1
    assert "corte publicar --ultimo" in noche.dicho[-1]


def test_el_turno_que_ya_tiene_su_corte_no_lleva_otro(monkeypatch: pytest.MonkeyPatch) -> None:
    noche = Noche(monkeypatch, 30)
    noche.anterior = OCHO + timedelta(seconds=5)
    assert noche.correr() == minutos(20)


def test_antes_de_publicar_espera(monkeypatch: pytest.MonkeyPatch) -> None:
    noche = Noche(monkeypatch, 5)
    noche.fases = frozenset({NombreFase.CEROS})
    assert noche.correr() == []
    assert "Todavía no se publica" in noche.dicho[0] and len(noche.dicho) == 2


def test_uno_retenido_espera_a_su_siguiente_turno_y_lo_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    noche = Noche(monkeypatch, 25)
    noche.codigos = [RECHAZADO]
    assert noche.correr() == minutos(0, 20)
    assert any("se retuvo" in dicho and "20:20" in dicho for dicho in noche.dicho)


def test_el_que_no_se_pudo_hacer_se_intenta_al_minuto_y_no_antes(monkeypatch: pytest.MonkeyPatch) -> None:
    noche = Noche(monkeypatch, 10, timedelta(seconds=20))
    noche.codigos = [MAL_USO, -9]
    assert noche.correr() == minutos(0, 1, 2)


def test_un_nodo_que_se_apaga_se_dice_una_vez_y_al_volver_sigue(monkeypatch: pytest.MonkeyPatch) -> None:
    noche = Noche(monkeypatch, 25)
    cortar = noche.cortar

    def y_se_apaga(datos: Path, salida: Path) -> int:
        noche.rota = "El nodo no está en marcha."
        return cortar(datos, salida)

    monkeypatch.setattr(noche, "cortar", y_se_apaga)
    assert noche.correr() == minutos(0)
    assert noche.dicho.count("El nodo no está en marcha.") == 1


def test_sin_nodo_no_empieza(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert principal(["corte", "publicar", "--seguido", "--datos", str(tmp_path)]) == MAL_USO
    assert "no hay un nodo preparado" in capsys.readouterr().err
