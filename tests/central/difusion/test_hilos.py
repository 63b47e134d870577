"""Each target by itself: one that is down holds up no other, and catches up alone when it comes back."""

import json
import shutil
import threading
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest

from central.corte.carpeta import IMAGENES
from central.difusion.ajustes import ARCHIVO, leer_ajustes
from central.difusion.carpeta_publica import CarpetaPublica
from central.difusion.destino import DestinoFalla
from central.difusion.guardado import Pieza, leer_corte
from central.difusion.hilo import Meta
from central.difusion.informe import informe
from central.difusion.objetos import abrir_objetos
from central.difusion.pedidos import Pedidos
from central.difusion.puntero import hacer_puntero
from central.difusion.reparto import Reparto
from central.marco.conexion import MalUso
from tests.central.difusion.almacen import CUBO, bajar, en_s3, puerto_libre, servidor
from tests.central.difusion.hijo_entrega import ZONA, llevar
from tests.espera import hasta


def meta(salida: Path, numero: int) -> Meta:
    corte = leer_corte(salida, numero)
    return Meta(corte, hacer_puntero(corte, None, None, ZONA))


def con_ajustes(reparto: Reparto, carpeta: Path, texto: str) -> None:
    (carpeta / ARCHIVO).write_text(texto, encoding="utf-8")
    reparto.ajustar(leer_ajustes(carpeta / ARCHIVO), carpeta)


def carpeta_toml(nombre: str, lugar: str) -> str:
    return f'[[destinos]]\nnombre = "{nombre}"\nclase = "carpeta"\nlugar = "{lugar}"\n'


def test_el_destino_caido_no_detiene_al_otro_y_se_pone_al_dia_solo(salida: Path, tmp_path: Path) -> None:
    puerto = puerto_libre()
    en_s3(tmp_path, "http://x")
    almacen = f'[[destinos]]\nnombre = "almacen"\nclase = "s3"\nlugar = "{CUBO}"\nregion = "us-east-1"\n'
    almacen += f'credencial = "s3.toml"\ndireccion = "http://127.0.0.1:{puerto}"\n'
    pedidos = Pedidos(salida)
    reparto = Reparto(salida, pedidos)
    try:
        con_ajustes(reparto, tmp_path, carpeta_toml("sitio", "sitio") + almacen)
        for numero in (1, 2, 3):
            reparto.mostrar(meta(salida, numero))
            hasta(partial(_muestra, tmp_path / "sitio", numero))
        hasta(lambda: any(d["falla"] for d in informe(pedidos).destinos))
        assert not informe(pedidos).sano and not reparto.al_dia()
        with servidor(puerto) as direccion:
            hasta(reparto.al_dia, "que el almacén se ponga al día")
            assert json.loads(bajar(direccion, "actual.json")[0])["corte"] == 3
            for numero in (1, 2):
                hasta(partial(_esta, direccion, numero), "que llegue lo que le faltó")
        assert [d["falla"] for d in informe(pedidos).destinos] == ["", ""]
    finally:
        reparto.parar()


def test_el_que_ya_fallaba_cuando_murio_el_publicador_se_avisa_a_su_minuto(salida: Path, tmp_path: Path) -> None:
    (tmp_path / "sitio").write_text("no es una carpeta")
    pedidos = Pedidos(salida)
    pedidos.escribir("destinos/sitio.json", {"nombre": "sitio", "corte": 2, "falla": "No se puede", "falla_s": 50})
    reparto = Reparto(salida, pedidos)
    try:
        con_ajustes(reparto, tmp_path, carpeta_toml("sitio", "sitio"))
        reparto.mostrar(meta(salida, 3))
        hasta(lambda: reparto._hilos["sitio"].falla()[0])
        dicho, hace = reparto._hilos["sitio"].falla()
        assert hace >= 50 and "No se puede escribir en" in dicho
    finally:
        reparto.parar()


def test_sin_donde_decir_como_va_se_publica_igual(salida: Path, tmp_path: Path) -> None:
    pedidos = Pedidos(salida)
    pedidos.carpeta.mkdir()
    (pedidos.carpeta / "destinos").write_text("no es una carpeta")
    reparto = Reparto(salida, pedidos)
    try:
        con_ajustes(reparto, tmp_path, carpeta_toml("sitio", "sitio"))
        reparto.mostrar(meta(salida, 3))
        hasta(partial(_muestra, tmp_path / "sitio", 3))
        hasta(reparto.al_dia)
    finally:
        reparto.parar()


def test_un_corte_viejo_estropeado_se_dice_y_los_nuevos_siguen_saliendo(salida: Path, tmp_path: Path) -> None:
    (salida / "cortes" / "0001" / "manifiesto.json").write_text("{")
    reparto = Reparto(salida, Pedidos(salida))
    try:
        con_ajustes(reparto, tmp_path, carpeta_toml("sitio", "sitio"))
        reparto.mostrar(meta(salida, 2))
        hasta(lambda: reparto._hilos["sitio"].falla()[0])
        reparto.mostrar(meta(salida, 3))
        hasta(partial(_muestra, tmp_path / "sitio", 3))
    finally:
        reparto.parar()


def test_una_vista_que_alguien_borro_se_vuelve_a_mostrar(salida: Path, tmp_path: Path) -> None:
    llevar(salida, CarpetaPublica(tmp_path / "sitio"), 2)
    shutil.rmtree(tmp_path / "sitio" / "vistas")
    llevar(salida, CarpetaPublica(tmp_path / "sitio"), 3)
    assert _muestra(tmp_path / "sitio", 3)


class Lento:
    """A folder that takes one image at a time, when it is let."""

    def __init__(self, carpeta: CarpetaPublica, fallan: int = 0) -> None:
        self._fallan = fallan  # the first so many images are not taken
        self._carpeta, self.espera, self.pase = carpeta, threading.Event(), threading.Event()
        self.hay, self.puntero, self.mostrar = carpeta.hay, carpeta.puntero, carpeta.mostrar

    def poner(self, piezas: Iterable[Pieza]) -> None:
        todas = list(piezas)
        if any(p.ruta.startswith("i/") for p in todas):
            self.espera.set()
            self.pase.wait(60)
            self._fallan -= 1
            if self._fallan >= 0:
                raise DestinoFalla("se rompió la conexión")
        self._carpeta.poner(todas)


def test_quien_todavia_lleva_imagenes_no_esta_al_dia(
    salida: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The publisher ends when all are; one that was half way would have lost the rest."""
    monkeypatch.setattr("central.difusion.hilo.POR_VEZ", 1)
    for n in range(3):
        ruta = salida / IMAGENES / "aa" / f"aa{n}.jpg"
        ruta.parent.mkdir(parents=True, exist_ok=True)
        ruta.write_bytes(b"imagen")
    lento = Lento(CarpetaPublica(tmp_path / "sitio"))
    reparto = Reparto(salida, Pedidos(salida), lambda _: lento)
    try:
        con_ajustes(reparto, tmp_path, carpeta_toml("sitio", "sitio"))
        reparto.mostrar(meta(salida, 3))
        lento.espera.wait(60)
        assert not reparto.al_dia()
        lento.pase.set()
        hasta(reparto.al_dia)
        assert len(list((tmp_path / "sitio" / "i" / "aa").iterdir())) == 3
    finally:
        lento.pase.set()
        reparto.parar()


def test_la_falla_que_ya_paso_no_se_sigue_diciendo(salida: Path, tmp_path: Path) -> None:
    """Nor does the next one wait for what that one grew to."""
    ruta = salida / IMAGENES / "aa" / "aa.jpg"
    ruta.parent.mkdir(parents=True)
    ruta.write_bytes(b"imagen")
    lento, pedidos = Lento(CarpetaPublica(tmp_path / "sitio"), fallan=1), Pedidos(salida)
    lento.pase.set()
    reparto = Reparto(salida, pedidos, lambda _: lento)
    try:
        con_ajustes(reparto, tmp_path, carpeta_toml("sitio", "sitio"))
        reparto.mostrar(meta(salida, 3))
        hasta(lambda: reparto._hilos["sitio"].falla()[0])
        hasta(reparto.al_dia)
        (dicho,) = informe(pedidos).destinos
        assert (dicho["falla"], dicho["intentos"]) == ("", 0)
    finally:
        reparto.parar()


def _muestra(raiz: Path, numero: int) -> bool:
    actual = raiz / "actual" / "actual.json"
    return actual.exists() and json.loads(actual.read_text())["corte"] == numero


def _esta(direccion: str, numero: int) -> bool:
    try:
        return bool(bajar(direccion, f"cortes/{numero:04d}/manifiesto.json"))
    except AssertionError:
        return False


def test_cambiar_un_destino_no_toca_a_los_demas(salida: Path, tmp_path: Path) -> None:
    reparto = Reparto(salida, Pedidos(salida))
    try:
        con_ajustes(reparto, tmp_path, carpeta_toml("uno", "uno") + carpeta_toml("dos", "dos"))
        hilo = reparto._hilos["uno"]
        con_ajustes(reparto, tmp_path, carpeta_toml("uno", "uno") + carpeta_toml("dos", "otro"))
        assert reparto._hilos["uno"] is hilo
        reparto.mostrar(meta(salida, 3))
        hasta(lambda: (tmp_path / "otro" / "actual" / "actual.json").exists())
        assert not (tmp_path / "dos").exists()
        con_ajustes(reparto, tmp_path, carpeta_toml("uno", "uno"))
        assert [d["nombre"] for d in informe(Pedidos(salida)).destinos] in ([], ["uno"])
    finally:
        reparto.parar()


@pytest.mark.parametrize(
    ("texto", "dice"),
    [
        ('abre = "8 de la noche"', "abre: "),
        ("horas = 48", "horas: 48 no está entre 1 y 24"),
        (carpeta_toml("a", "x") * 2, "«a» está dos veces"),
        ('[[destinos]]\nnombre = "a"\nclase = "s3"\nlugar = "x"\n', "un almacén de objetos la necesita"),
        ('[[destinos]]\nnombre = "A B"\nclase = "ftp"\nlugar = "x"\n', "'ftp' no es ninguno de"),
        ("[[destinos]\n", "no es TOML"),
    ],
)
def test_unos_ajustes_malos_se_dicen_con_su_lugar(tmp_path: Path, texto: str, dice: str) -> None:
    ruta = tmp_path / ARCHIVO
    ruta.write_text(texto, encoding="utf-8")
    with pytest.raises(MalUso) as error:
        leer_ajustes(ruta)
    assert dice in str(error.value)


def test_una_credencial_que_otros_leen_no_se_usa_y_no_se_muestra(salida: Path, tmp_path: Path) -> None:
    destino = en_s3(tmp_path, "http://127.0.0.1:1")
    (tmp_path / "s3.toml").chmod(0o644)
    with pytest.raises(MalUso, match="chmod 600") as error:
        abrir_objetos(destino)
    assert "secreta" not in str(error.value)
