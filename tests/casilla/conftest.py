"""What the tests of the phone's page share: one town of drawn actas, one Playwright, and a phone before its camera."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from prep.devices.imagen import Gris
from tests.casilla.navegador import CHROMIUM, telefono
from tests.casilla.receptor import CUENTA, PROCESO, Receptor, abierto, codigo_escrito, mias
from tests.devices.actas import Actas, actas_de_pueblo, archivo
from tests.espera import hasta

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Playwright

PLAZO_MS = 60_000  # a busy machine
DISPARAR = """() => {
  const boton = document.querySelector('.tomando .grande');
  if (boton && !boton.disabled) boton.click();
  return document.querySelector('.esperado') !== null; }"""


@pytest.fixture(scope="session")
def pueblo(tmp_path_factory: pytest.TempPathFactory) -> Actas:
    return actas_de_pueblo(tmp_path_factory.mktemp("pueblo"))


@pytest.fixture(scope="module")
def juego() -> Iterator["Playwright"]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="falta Playwright: «make setup»")
    if CHROMIUM is None:
        pytest.skip("falta chromium")
    with sync_api.sync_playwright() as uno:
        yield uno


@dataclass
class Campo:
    """A CAE in the field: the phone's storage, what its camera sees, and the receiver if there is signal."""

    juego: "Playwright"
    carpeta: Path
    receptor: Any  # the small one, or where the real one is: both have `puerto` and `base`
    actas: Actas
    malos: list[str] = field(default_factory=list)
    al_abrir: str = ""  # what runs in every page before its own program
    _abiertos: ExitStack = field(default_factory=ExitStack)
    _servidor: ExitStack = field(default_factory=ExitStack)

    @property
    def camara(self) -> Path:
        return self.carpeta / "camara.mjpeg"

    def senal(self, hay: bool) -> None:
        """The receiver comes back at its own port, or is gone."""
        self._servidor.close()
        if hay:
            self._servidor.enter_context(abierto(self.receptor))

    def delante(self, vista: Gris | int) -> None:
        """What the camera will see from its next opening: the drawn acta of that number, or a frame."""
        cruda = self.actas.jpeg(vista, True) if isinstance(vista, int) else archivo(vista, calidad=92)
        self.camara.write_bytes(cruda * 2)

    def abrir(self, *, con_camara: bool = True, **como: Any) -> "BrowserContext":
        """The phone is on; whatever its page says that is wrong goes to `malos`."""
        perfil = self.carpeta / "perfil"
        suyos = getattr(self.receptor, "argumentos", ())
        contexto = self._abiertos.enter_context(
            telefono(self.juego, perfil, self.camara if con_camara else None, suyos, **como)
        )
        contexto.set_default_timeout(PLAZO_MS)
        contexto.add_init_script(self.al_abrir)
        contexto.on("weberror", lambda e: self.malos.append(str(e.error)))
        contexto.on("console", lambda m: self.malos.append(m.text) if "Security Policy" in m.text else None)
        contexto.on("request", lambda r: None if self._propia(r.url) else self.malos.append(f"tercero: {r.url}"))
        return contexto

    def _propia(self, direccion: str) -> bool:
        return direccion.startswith((self.receptor.base.removesuffix("casilla/"), "blob:", "data:"))

    def apagar(self) -> None:
        self._abiertos.close()

    def cerrar(self) -> None:
        self.apagar()
        self._servidor.close()

    def registrado(self, **como: Any) -> "Page":
        """The phone enrolled by its sheet's link, at its list."""
        hoja = self.abrir(**como).pages[0]
        hoja.goto(f"{self.receptor.base}#a={CUENTA}&c={codigo_escrito()}&p={PROCESO}")
        hoja.get_by_role("button", name="Registrar este teléfono").click()
        hoja.wait_for_selector("li.abierta")
        return hoja

    def fotografiar(self, hoja: "Page", renglon: int) -> None:
        """Takes and keeps the acta of that row, with the button of the camera."""
        hoja.locator("li").nth(renglon).get_by_role("button").click()
        self.tomar(hoja)
        hoja.get_by_role("button", name="Sí, es ésta: guardar").click()
        hoja.wait_for_selector("h1:has-text('Mis casillas')")

    def tomar(self, hoja: "Page") -> None:
        """The button, unless the page was quicker: up to the screen where the picture is looked at."""
        hasta(lambda: hoja.evaluate(DISPARAR), "que se mire la foto")


@pytest.fixture
def campo(juego: "Playwright", tmp_path: Path, pueblo: Actas) -> Iterator[Campo]:
    uno = Campo(juego, tmp_path, Receptor(mias=mias(2)), pueblo)
    uno.senal(True)
    uno.delante(0)
    yield uno
    uno.cerrar()
