"""What the phones of a drill send, again until it is received, and in the ledger what nobody else would write."""

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.campos import Valor
from simulacro.guion.curva import PUEBLA
from simulacro.guion.guion import Excepcion, Llegada, cuentas_de, escribir_guion
from simulacro.guion.libro import Libro, leer
from simulacro.guion.material import Material
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.papel import foto
from simulacro.personas.planes import leer_plan, plan_de_telefonos, repartir_planes
from simulacro.personas.telefono import Contestado, TelefonoDeCae
from simulacro.personas.telefonos import TARDE, EnvioApartado, Telefonos
from tests.store.ejemplos import catalogo

CATALOGO = catalogo(200)
PAPEL: dict[str, tuple[Valor, ...]] = {
    clave: (3,) * len(CATALOGO.forma_de(a).campos) for clave, a in CATALOGO.actas.items() if a.centro != CCV
}
UNA = next(x for x in escribir_guion(CATALOGO, PAPEL, PUEBLA, 0.0, random.Random(7)) if x.telefono)


def material(casilla: float) -> Material:
    return Material(CATALOGO, {}, escribir_guion(CATALOGO, PAPEL, PUEBLA, 0.3, random.Random(7), casilla), "")


@pytest.mark.parametrize("casilla", [0.0, 0.29])
def test_cada_acta_la_trae_quien_le_toca(casilla: float, tmp_path: Path) -> None:
    """The robots bring every paper and no phone's image; the phones send what is theirs, at the CCV."""
    de_noche = material(casilla)
    opciones = OpcionesDeNoche(salida=tmp_path)
    nodos = {c.id: tmp_path / "nodo" for c in CATALOGO.centros}
    robots = [leer_plan(ruta) for ruta in repartir_planes(opciones, de_noche, nodos, 8.0)]
    papeles = [x for plan in robots for suyas in plan.llegadas.values() for x in suyas]
    telefonos = plan_de_telefonos(opciones, de_noche, nodos, 8.0, 0, {})
    fotos = leer_plan(telefonos).llegadas[CCV]
    assert not any(x.telefono for x in papeles) and all(x.foto is not None for x in fotos)
    solas = [x for x in fotos if x.telefono]
    assert bool(solas) is not bool(casilla)
    assert Counter(x.clave for x in (*papeles, *solas)) == Counter(x.clave for x in de_noche.llegadas)


def test_cada_cae_tiene_cuatro_casillas_vecinas_y_todas_sus_actas() -> None:
    claves = [f"{e}-{e == 'ALC'}-{n:04d}-B01-00-A-1" for e in ("GUB", "DIP_LOC", "ALC") for n in range(10)]
    cuentas = cuentas_de(reversed(claves))
    assert Counter(cuentas.values()) == {"cae-0001": 12, "cae-0002": 12, "cae-0003": 6}
    assert {clave.split("-")[2] for clave, cuenta in cuentas.items() if cuenta == "cae-0002"} == {
        f"{n:04d}" for n in range(4, 8)
    }


@dataclass
class ReceptorDeJuguete:
    """What answers the phones of a drill, as it is told to: nothing else is asked of it here."""

    estado: int = 201
    llegadas: list[tuple[dict[str, Any], bytes]] = field(default_factory=list)
    firmas: set[str] = field(default_factory=set)

    def enviar(self, _: TelefonoDeCae, datos: dict[str, Any], contenido: bytes, firmado: dict[str, str]) -> Contestado:
        self.llegadas.append((datos, contenido))
        self.firmas.add(firmado["X-Prep-Firma"])
        return Contestado(self.estado, {}, {})


@pytest.fixture
def receptor(monkeypatch: pytest.MonkeyPatch) -> ReceptorDeJuguete:
    suyo = ReceptorDeJuguete()
    monkeypatch.setattr(TelefonoDeCae, "enviar", lambda telefono, *a: suyo.enviar(telefono, *a))
    return suyo


def de_una(llegada: Llegada, carpeta: Path) -> Telefonos:
    opciones, solo = OpcionesDeNoche(salida=carpeta), Material(CATALOGO, {}, [llegada], "")
    plan = leer_plan(plan_de_telefonos(opciones, solo, {c.id: carpeta for c in CATALOGO.centros}, 8.0, 1, {}))
    cuenta = cuentas_de([llegada.clave])[llegada.clave]
    libro = Libro(carpeta / "libro-telefonos.jsonl")
    de = {cuenta: TelefonoDeCae(cuenta, plan.proceso)}
    return Telefonos(plan, carpeta / "envios", random.Random(1), libro, [llegada], de)


@pytest.mark.parametrize(
    ("llegada", "imagenes", "en_el_libro"),
    [
        (UNA, 1, 0),
        (replace(UNA, excepcion=Excepcion.REPETIDA), 2, 1),
        (replace(UNA, excepcion=Excepcion.SIN_ACTA), 0, 1),
        (replace(UNA, excepcion=Excepcion.ILEGIBLE), 1, 1),
        (replace(UNA, excepcion=Excepcion.ILEGIBLE, telefono=False), 1, 0),  # the person who scans its paper writes it
    ],
)
def test_se_envia_lo_que_llega_y_se_anota_lo_que_nadie_mas_anotaria(
    llegada: Llegada, imagenes: int, en_el_libro: int, tmp_path: Path, receptor: ReceptorDeJuguete
) -> None:
    telefonos = de_una(llegada, tmp_path)
    telefonos.tomar(llegada.t - 1e-6)
    telefonos.enviar()
    assert receptor.llegadas == []
    telefonos.tomar(llegada.t)
    telefonos.enviar()
    telefonos.libro.cerrar()
    assert [foto.leer(contenido).clave for _, contenido in receptor.llegadas] == [llegada.clave] * imagenes
    assert {d["acta"]["clave"] for d, _ in receptor.llegadas} == ({llegada.clave} if imagenes else set())
    assert not telefonos.pendientes
    assert len(leer([tmp_path / "libro-telefonos.jsonl"])) == en_el_libro


@pytest.mark.parametrize("estado", [425, 503, 507])
def test_lo_que_no_se_recibe_ahora_se_guarda_y_se_manda_igual_despues(
    estado: int, tmp_path: Path, receptor: ReceptorDeJuguete
) -> None:
    telefonos = de_una(UNA, tmp_path)
    telefonos.tomar(1.0)
    receptor.estado = estado
    telefonos.enviar()
    telefonos.enviar()
    assert len(telefonos.pendientes) == 1
    receptor.estado = 201
    telefonos.enviar()
    telefonos.libro.cerrar()
    assert not telefonos.pendientes and len({d["envio"] for d, _ in receptor.llegadas}) == 1
    assert len(receptor.llegadas) == 3 and len(receptor.firmas) == 1, "una firma nueva sería otro envío"


def test_un_envio_que_se_niega_o_se_aparta_detiene_la_noche(tmp_path: Path, receptor: ReceptorDeJuguete) -> None:
    telefonos = de_una(UNA, tmp_path)
    telefonos.tomar(1.0)
    receptor.estado = 403
    with pytest.raises(EnvioApartado, match="recibió 403"):
        telefonos.enviar()
    apartadas = tmp_path / "envios" / "apartadas"
    apartadas.mkdir(parents=True)
    (apartadas / "una.motivo.txt").write_text(f"llegó {TARDE}", encoding="utf-8")
    assert telefonos.entraron(), "la que llegó después de su papel no es falla de nadie (R-09)"
    (apartadas / "otra.motivo.txt").write_text("su firma no es de ese teléfono", encoding="utf-8")
    with pytest.raises(EnvioApartado, match="su firma no es"):
        telefonos.entraron()
    telefonos.libro.cerrar()
