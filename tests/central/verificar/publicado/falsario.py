"""A published site, and who has the centre's key and lies with it: what it changes is signed again, and chained."""

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli

from central.corte.firmas import dejar_firmas
from central.firmado.arbol import hoja
from central.firmado.cabeza import CABEZA
from central.firmado.envolturas import MANIFIESTO
from central.publico.sitio import escrito
from prep.net.identidad import Llave

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Falsario:
    """`raiz`: a copy of the folder that a web server reads."""

    raiz: Path
    llave: Llave

    @property
    def vista(self) -> Path:
        return (self.raiz / "actual").resolve()

    @property
    def cuantos(self) -> int:
        return int(json.loads((self.vista / "actual.json").read_bytes())["corte"])

    def corte(self, numero: int) -> Path:
        return self.raiz / "cortes" / f"{numero:04d}"

    def manifiesto(self, numero: int) -> Json:
        return dict(json.loads((self.corte(numero) / MANIFIESTO).read_bytes()))

    def refirmar(self, desde: int, cambiar: Callable[[Json], object] = lambda _: None) -> None:
        """Cut `desde` with what `cambiar` does to its manifest, and those after it: signed, chained, in the log."""
        for numero in range(desde, self.cuantos + 1):
            datos = self.manifiesto(numero)
            antes = [(self.corte(n) / MANIFIESTO).read_bytes() for n in range(1, numero)]
            if antes:
                datos["anterior"] = hashlib.sha256(antes[-1]).hexdigest()
            for archivo in datos["archivos"]:
                if (ruta := self.corte(numero) / archivo["nombre"]).exists():
                    archivo["sha256"] = hashlib.sha256(ruta.read_bytes()).hexdigest()
            if numero == desde:
                cambiar(datos)
            crudo = json.dumps(datos).encode()
            dejar_firmas(self.corte(numero), self.llave, crudo, datos["proceso"], [hoja(m) for m in antes])
        self.mostrar({"manifiesto": hashlib.sha256(crudo).hexdigest()})

    def mostrar(self, cambios: Json) -> None:
        """The pointer with those changes, and the head of the last cut."""
        ruta = self.vista / "actual.json"
        ruta.write_bytes(crudo := escrito({**json.loads(ruta.read_bytes()), **cambios}))
        ruta.with_name(f"{ruta.name}.gz").write_bytes(gzip.compress(crudo))
        ruta.with_name(f"{ruta.name}.br").write_bytes(brotli.compress(crudo))
        (self.vista / "bitacora" / CABEZA).write_bytes((self.corte(self.cuantos) / CABEZA).read_bytes())

    def fragmento(self, nombre: str) -> Json:
        return dict(json.loads((self.raiz / "d" / f"{nombre[:24]}.json").read_bytes()))

    def con_fragmento(self, dato: Json) -> str:
        crudo = escrito(dato)
        nombre = hashlib.sha256(crudo).hexdigest()
        (self.raiz / "d" / f"{nombre[:24]}.json").write_bytes(crudo)
        return nombre

    def con_indice(self, cambiar: Callable[[Json], object]) -> None:
        """The last cut with another index, all signed."""
        indice = self.fragmento(self.manifiesto(self.cuantos)["indice"])
        cambiar(indice)
        nombre = self.con_fragmento(indice)
        self.refirmar(self.cuantos, lambda m: m.update(indice=nombre))
        self.mostrar({"indice": nombre[:24], "resumen": indice["resumen"]})

    def con_resultados(self, cambiar: Callable[[str], str]) -> None:
        """The results file of the first election of the last cut with another text, all signed."""
        (ruta,) = self.corte(self.cuantos).glob("*_PREP_GUB_*.zip")
        with zipfile.ZipFile(ruta) as archivo:
            entradas = {n: archivo.read(n) for n in archivo.namelist()}
        (csv,) = [n for n in entradas if n.endswith("GUB_2024.csv")]
        entradas[csv] = cambiar(entradas[csv].decode()).encode()
        memoria = io.BytesIO()
        with zipfile.ZipFile(memoria, "w", zipfile.ZIP_DEFLATED) as archivo:
            for nombre, contenido in entradas.items():
                archivo.writestr(nombre, contenido)
        ruta.write_bytes(memoria.getvalue())
        self.refirmar(self.cuantos)
