"""The publisher by the clock (R-25): a cut in each turn, none before its hour nor while paused, no storm of tries."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from central.__main__ import principal
from central.difusion import turnos
from central.difusion.pedidos import Pedidos
from central.difusion.publicador import Publicador
from central.difusion.puntualidad import puntualidad
from central.difusion.turnos import DatosDelTurno, turno
from central.marco.conexion import BIEN, MAL_USO, RECHAZADO, MalUso
from prep.domain.hechos.hechos import NombreFase

OCHO = datetime(2027, 6, 7, 2, 0, tzinfo=UTC)  # 20:00 in Mexico City
SEIS = OCHO - timedelta(hours=2)


class Noche:
    """A node as it is seen; each pause of the loop lasts `pausa`, and after `pausas` the last phase comes."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        carpeta: Path,
        pausas: int,
        pausa: timedelta = timedelta(minutes=1),
    ) -> None:
        self.reloj, self.pausas, self.pausa, self.carpeta = OCHO, pausas, pausa, carpeta
        self.fases = {NombreFase.ABRIR: SEIS, NombreFase.PUBLICAR: OCHO - timedelta(minutes=5)}
        self.anterior: datetime | None = None
        self.codigos: list[int] = []
        self.cortes: list[datetime] = []
        self.ultimos: list[datetime] = []
        self.dicho: list[str] = []
        self.alarmas: list[tuple[str, str]] = []
        self.al_minuto: dict[int, Callable[[], object]] = {}
        self.rota, self.registradas, self.tardan = "", 0, 0
        monkeypatch.setattr(turnos, "mirar", self.mirar)
        monkeypatch.setattr(turnos, "avisar_a_la_sala", lambda _, codigo, texto: self.alarmas.append((codigo, texto)))

    @property
    def pedidos(self) -> Pedidos:
        return Pedidos(self.carpeta)

    def mirar(self, datos: Path) -> DatosDelTurno:
        if self.rota:
            raise MalUso(self.rota)
        zona = "America/Mexico_City"
        return DatosDelTurno(self.fases, self.anterior, 20, zona, 100, self.registradas, bool(self.ultimos))

    def cortar(self, datos: Path, salida: Path, ultimo: bool, mientras: Callable[[], object]) -> int:
        (self.ultimos if ultimo else self.cortes).append(self.reloj)
        for _ in range(self.tardan):
            self.reloj += timedelta(minutes=1)
            mientras()
        codigo = self.codigos.pop(0) if self.codigos else BIEN
        if codigo == BIEN:
            self.anterior = self.reloj
        return codigo

    def dormir(self, _: float) -> None:
        self.reloj += self.pausa
        self.pausas -= 1
        if hacer := self.al_minuto.get(round((self.reloj - OCHO).total_seconds() / 60)):
            hacer()
        if self.pausas <= 0:
            self.rota, self.fases = "", {**self.fases, NombreFase.ULTIMO: self.reloj}
            self.fases.setdefault(NombreFase.PUBLICAR, OCHO)

    def correr(self, ajustes: str = "") -> list[timedelta]:
        """How long after eight each try to make a cut was; the last cut apart."""
        toml = self.carpeta / "publicacion.toml"
        toml.write_text(ajustes, encoding="utf-8")
        publicador = Publicador(
            self.carpeta, self.carpeta / "salida", toml, self.dicho.append, lambda: self.reloj, self.dormir, self.cortar
        )
        assert publicador.correr() == BIEN
        return [corte - OCHO for corte in self.cortes]

    def codigos_de_alarma(self) -> list[str]:
        return [codigo for codigo, _ in self.alarmas]


def minutos(*cuales: int) -> list[timedelta]:
    return [timedelta(minutes=n) for n in cuales]


@pytest.mark.parametrize(
    ("minuto", "cada", "empezo"), [(0, 20, 0), (19, 20, 0), (20, 20, 20), (59, 20, 40), (14, 15, 0), (61, 60, 60)]
)
def test_los_turnos_se_cuentan_desde_la_medianoche(minuto: int, cada: int, empezo: int) -> None:
    assert turno(OCHO + timedelta(minutes=minuto, seconds=7), cada) == OCHO + timedelta(minutes=empezo)


def test_uno_por_turno_y_termina_con_el_ultimo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    noche = Noche(monkeypatch, tmp_path, 65)
    assert noche.correr() == minutos(0, 20, 40, 60)
    assert noche.dicho.count("El siguiente corte, a las 20:20.") == 1
    assert len(noche.ultimos) == 1
    assert noche.alarmas == []


def test_el_ultimo_que_no_se_pudo_se_intenta_otra_vez(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    noche = Noche(monkeypatch, tmp_path, 1, timedelta(seconds=20))
    noche.codigos = [BIEN, MAL_USO]
    monkeypatch.setattr(
        noche, "mirar", lambda d: DatosDelTurno(noche.fases, noche.anterior, 20, "UTC", 9, 0, len(noche.ultimos) > 1)
    )
    monkeypatch.setattr(turnos, "mirar", noche.mirar)
    noche.correr()
    assert noche.ultimos[1] - noche.ultimos[0] == timedelta(minutes=1)


def test_el_que_sale_tarde_por_falta_de_publicador_se_alarma_y_los_que_faltaron_tambien(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    noche = Noche(monkeypatch, tmp_path, 5)
    noche.anterior, noche.reloj = OCHO, OCHO + timedelta(minutes=66)
    assert noche.correr() == minutos(66)
    assert noche.alarmas == [
        ("PUBLICACION-TARDE", "El corte de las 21:00 va tarde: sigue puesto el anterior."),
        ("PUBLICACION-TARDE", "Sin corte 2 turnos, desde el de las 20:20."),
    ]


def test_un_corte_que_no_acaba_se_alarma_mientras_se_espera(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    noche = Noche(monkeypatch, tmp_path, 3)
    noche.tardan, dichas = 8, list[int]()
    monkeypatch.setattr(turnos, "avisar_a_la_sala", lambda *_: dichas.append(round((noche.reloj - OCHO).seconds / 60)))
    noche.correr()
    assert dichas == [6]  # a quarter of its turn is five minutes


def test_un_corte_de_verdad_se_mira_mientras_se_hace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(turnos, "MIENTRAS_S", 0.01)
    veces = list[int]()
    assert turnos.cortar(tmp_path, tmp_path / "salida", False, lambda: veces.append(1)) == MAL_USO
    assert veces


def test_el_turno_que_ya_tiene_su_corte_no_lleva_otro(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    noche = Noche(monkeypatch, tmp_path, 30)
    noche.anterior = OCHO + timedelta(seconds=5)
    assert noche.correr() == minutos(20)


def test_antes_de_publicar_espera(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    noche = Noche(monkeypatch, tmp_path, 5)
    noche.fases = {NombreFase.CEROS: SEIS}
    assert noche.correr() == []
    assert "Todavía no se publica" in noche.dicho[0]


def test_antes_de_su_hora_no_hay_cortes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    noche = Noche(monkeypatch, tmp_path, 25)
    assert noche.correr('abre = "20:07"') == minutos(7, 20)
    assert noche.dicho[0] == "Los cortes empiezan a las 20:07."


def test_pasada_su_hora_sin_la_fase_avisa_a_la_sala_una_vez(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    noche = Noche(monkeypatch, tmp_path, 9)
    noche.fases = {NombreFase.ABRIR: SEIS}
    assert noche.correr('abre = "20:00"') == []
    assert noche.codigos_de_alarma() == ["PUBLICACION-TARDE"]


def test_uno_retenido_espera_a_su_siguiente_turno_y_lo_dice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    noche = Noche(monkeypatch, tmp_path, 25)
    noche.codigos, noche.fases[NombreFase.PUBLICAR] = [RECHAZADO], OCHO
    assert noche.correr() == minutos(0, 20)
    assert any("se retuvo" in dicho and "20:20" in dicho for dicho in noche.dicho)
    assert noche.alarmas == [("PUBLICACION-TARDE", "El corte de las 20:00 va tarde: sigue puesto el anterior.")]


def test_el_que_no_se_pudo_hacer_se_intenta_al_minuto_y_avisa(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    noche = Noche(monkeypatch, tmp_path, 10, timedelta(seconds=20))
    noche.codigos = [MAL_USO, -9]
    assert noche.correr() == minutos(0, 1, 2)
    assert noche.codigos_de_alarma() == ["PUBLICACION-FALLO"]


def test_un_nodo_que_se_apaga_se_dice_una_vez_y_al_volver_sigue(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    noche = Noche(monkeypatch, tmp_path, 25)
    noche.al_minuto = {1: lambda: setattr(noche, "rota", "El nodo no está en marcha.")}
    assert noche.correr() == minutos(0)
    assert noche.dicho.count("El nodo no está en marcha.") == 1


def test_en_pausa_no_hay_cortes_y_al_reanudar_el_que_toca(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    noche = Noche(monkeypatch, tmp_path, 50)
    noche.al_minuto = {
        5: lambda: noche.pedidos.pausar(noche.reloj, "Se revisa una diferencia en Tlalpan."),
        33: noche.pedidos.reanudar,
    }
    assert noche.correr() == minutos(0, 33, 40)
    assert noche.codigos_de_alarma() == ["PUBLICACION-PAUSA", "PUBLICACION-TARDE"]  # the one of 20:20 came at 20:33
    assert any("Tlalpan" in dicho for dicho in noche.dicho)


@pytest.mark.parametrize("como", ["rotos", "borrados"])
def test_unos_ajustes_que_se_estropean_de_noche_no_detienen_los_cortes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, como: str
) -> None:
    noche = Noche(monkeypatch, tmp_path, 45)
    monkeypatch.setattr("central.difusion.reparto.Reparto.al_dia", lambda _: True)  # here no cut is written
    toml = tmp_path / "publicacion.toml"
    noche.al_minuto = {5: toml.unlink if como == "borrados" else lambda: toml.write_text("[[destinos]")}
    assert noche.correr('[[destinos]]\nnombre = "a"\nclase = "carpeta"\nlugar = "a"\n') == minutos(0, 20, 40)
    assert noche.codigos_de_alarma() == ["PUBLICACION-FALLO"]
    assert "ajustes de antes" in noche.alarmas[0][1]


def test_lo_que_dijo_un_reloj_adelantado_no_se_espera(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    noche = Noche(monkeypatch, tmp_path, 8)
    noche.codigos = [MAL_USO]
    noche.al_minuto = {1: lambda: setattr(noche, "reloj", noche.reloj - timedelta(hours=3))}
    noche.reloj, noche.fases[NombreFase.PUBLICAR] = OCHO, OCHO - timedelta(hours=4)
    noche.pausa = timedelta(minutes=1)
    assert len(noche.correr()) == 2  # the try that failed, and the cut once the clock is back


def test_un_corte_pedido_sale_aunque_el_turno_tenga_el_suyo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    noche = Noche(monkeypatch, tmp_path, 25)
    noche.al_minuto = {7: noche.pedidos.pedir_ya}
    assert noche.correr() == minutos(0, 7, 20)


def test_a_las_horas_dichas_se_deja_de_cortar_y_se_avisa(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    noche = Noche(monkeypatch, tmp_path, 100)
    noche.fases[NombreFase.PUBLICAR] = OCHO
    assert noche.correr("horas = 1") == minutos(0, 20, 40)
    assert noche.codigos_de_alarma() == ["PUBLICACION-FIN"]


def test_cuando_todo_esta_registrado_se_dice_que_puede_terminar(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    noche = Noche(monkeypatch, tmp_path, 25)
    noche.al_minuto = {3: lambda: setattr(noche, "registradas", 100)}
    noche.correr()
    assert noche.codigos_de_alarma() == ["PUBLICACION-FIN"]
    assert "fase «ultimo»" in noche.alarmas[0][1]


def test_sin_nodo_no_empieza(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    orden = ["publicar", "empezar", "--datos", str(tmp_path), "--salida", str(tmp_path / "salida")]
    assert principal(orden) == MAL_USO
    assert "no hay un nodo preparado" in capsys.readouterr().err


def test_el_segundo_publicador_se_niega(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Noche(monkeypatch, tmp_path, 1)
    with Pedidos(tmp_path).unico():
        assert principal(["publicar", "empezar", "--datos", str(tmp_path)]) == MAL_USO
    assert "Ya hay un publicador" in capsys.readouterr().err


@pytest.mark.parametrize("razon", ["", "   ", "x" * 81, "ñ" * 41, "a\0b"])
def test_una_razon_que_no_cabe_o_no_se_lee_no_se_toma(
    tmp_path: Path, razon: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Pedidos(tmp_path).unico():
        assert principal(["publicar", "pausar", "--datos", str(tmp_path), "--motivo", razon]) == MAL_USO
    assert "La razón la leerá la gente" in capsys.readouterr().err
    assert Pedidos(tmp_path).pausa() is None


def test_de_cada_turno_se_dice_si_tuvo_su_corte_a_tiempo_tarde_o_ninguno() -> None:
    def a_los(*minutos: int) -> list[datetime]:
        return [OCHO + timedelta(minutes=m) for m in minutos]

    abierto = OCHO + timedelta(minutes=7)
    hallada = puntualidad(a_los(8, 26, 27, 41, 65, 100), abierto, 20, OCHO + timedelta(minutes=124))
    assert hallada.a_tiempo == 4, "el de las 20:07, que abre; los de 20:40, 21:00 y 21:40"
    assert hallada.tarde == ((OCHO + timedelta(minutes=20), 6),)
    assert hallada.faltan == (OCHO + timedelta(minutes=80),), "el de las 22:00 todavía no va tarde"
    assert puntualidad(a_los(8), abierto, 20, OCHO + timedelta(minutes=46)).faltan == tuple(a_los(20, 40))
