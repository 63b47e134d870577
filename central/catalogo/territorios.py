"""Where a section is: in which district and alcaldía, from the rows that say it, or else from its nearest neighbour."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from central.catalogo.errores import AvisoFila
from central.catalogo.filas import N_A, Casilla, FilaActa
from central.catalogo.perfil import EleccionPerfil, Perfil
from prep.domain.catalogo.catalogo import CCV, TipoCasilla


class Territorios:
    """Section -> territory, per ámbito, learnt from the rows; `avisos` says what was inferred or is odd."""

    def __init__(self, perfil: Perfil, filas: Mapping[str, Iterable[FilaActa]]) -> None:
        self.avisos: list[AvisoFila] = []
        self._perfil = perfil
        self._de: dict[str, dict[str, str]] = {}  # ámbito -> section -> territory
        self._de_casilla: dict[str, dict[Casilla, str]] = {a: {} for a in perfil.ambitos}
        self._listas: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
        self._inferidas: set[tuple[str, str]] = set()
        votos: dict[str, dict[str, Counter[str]]] = {a: defaultdict(Counter) for a in perfil.ambitos}
        for eleccion in perfil.elecciones:
            ambito = eleccion.ambito.nombre
            for fila in filas[eleccion.codigo]:
                if fila.seccion != N_A:
                    for donde, cual in (fila.lugares or {ambito: fila.territorio}).items():
                        votos[donde][fila.seccion][cual] += 1
                        self._de_casilla[donde].setdefault(fila.casilla, cual)
        for ambito, secciones in votos.items():
            self._de[ambito] = {s: self._elegir(ambito, s, secciones[s]) for s in sorted(secciones)}
        self._primeros = self._primer_centro()

    def de(self, ambito: str, casilla: Casilla, archivo: str) -> str:
        """The territory of a casilla in that ámbito; "" when no row of any file says anything of it."""
        dicho = self._de_casilla[ambito].get(casilla) or self._de[ambito].get(casilla[0])
        return dicho or self._inferir(ambito, casilla[0], archivo)

    def centro(self, eleccion: EleccionPerfil, fila: FilaActa) -> str:
        """The CATD of an acta (R-11b): its district's; abroad, the CCV; early vote of another kind, its first CATD."""
        ambito = eleccion.ambito_centros
        if fila.tipo is TipoCasilla.M:
            return CCV
        if eleccion.ambito is ambito:
            return self._perfil.centro(ambito, fila.territorio)
        if fila.seccion == N_A:
            return self._primeros.get((ambito.nombre, eleccion.ambito.nombre, fila.territorio), CCV)
        return self._perfil.centro(ambito, self.de(ambito.nombre, fila.casilla, eleccion.archivo))

    def _elegir(self, ambito: str, seccion: str, votos: Counter[str]) -> str:
        """The territory that most rows of a section say, the lowest on a tie."""
        if len(votos) > 1:
            todos = ", ".join(sorted(votos))
            self.avisos.append(AvisoFila("catálogo", 0, f"la sección {seccion} está en varios territorios ({todos})"))
        return min(votos, key=lambda t: (-votos[t], t))

    def _inferir(self, ambito: str, seccion: str, archivo: str) -> str:
        """That of the nearest section number which shares its other territory, or else of the nearest one of all."""
        conocidas, vecinas = self._de[ambito], self._vecinas(ambito, seccion)
        if not vecinas:
            return ""
        lugar = bisect_left(vecinas, seccion)
        cercana = min(vecinas[max(lugar - 1, 0) : lugar + 1], key=lambda s: (abs(int(s) - int(seccion)), s))
        territorio = conocidas[cercana]
        if (ambito, seccion) not in self._inferidas:
            self._inferidas.add((ambito, seccion))
            texto = f"la sección {seccion} no dice su {ambito}: se toma {territorio}, el de la sección {cercana}"
            self.avisos.append(AvisoFila(archivo, 0, texto))
        return territorio

    def _vecinas(self, ambito: str, seccion: str) -> list[str]:
        """The sections, in order, known in `ambito` and in the same territory as `seccion` in another ámbito."""
        otros = tuple((a, de[seccion]) for a, de in self._de.items() if a != ambito and seccion in de)
        if (ambito, otros) not in self._listas:
            conocidas = list(self._de[ambito])
            cerca = [s for s in conocidas if any(self._de[a].get(s) == t for a, t in otros)]
            self._listas[ambito, otros] = cerca or conocidas
        return self._listas[ambito, otros]

    def _primer_centro(self) -> dict[tuple[str, str, str], str]:
        """(ámbito of the centres, ámbito, territory) -> the lowest CATD among the sections of that territory."""
        primeros: dict[tuple[str, str, str], str] = {}
        for de_centros in {e.ambito_centros.nombre: e.ambito_centros for e in self._perfil.elecciones}.values():
            suyas = self._de[de_centros.nombre]
            for ambito, secciones in self._de.items():
                for seccion, territorio in secciones.items():
                    if seccion in suyas:
                        centro = self._perfil.centro(de_centros, suyas[seccion])
                        cual = (de_centros.nombre, ambito, territorio)
                        primeros[cual] = min(primeros.get(cual, centro), centro)
        return primeros
