"""Each acta's votes against the limit of R-16, which a results file does not carry."""

from dataclasses import dataclass

from central.verificar.bitacora import Bitacora, donde
from central.verificar.renglon import RenglonPublicado
from central.verificar.texto import Leyenda, leer_celda
from prep.domain.catalogo.ajustes import Ajustes


@dataclass(frozen=True, slots=True)
class Limites:
    """The limits of R-16 where the file does not say them; None = not given on the command line."""

    representantes: int | None = None
    boletas: int | None = None


class RevisionLimite:
    """The votes of each acta against LN + representatives (special: ballots + representatives), R-16.

    The limit is a constant of the catalogue, which a results file does not carry, and the captured column is not it.
    So, unless the limit is given, an acta is accused only when every likely limit accuses it: the default of this
    programme, or what REPRESENTANTES_PP_CI says when it says the same in all its rows.
    """

    def __init__(self, limites: Limites) -> None:
        self._limites = limites
        self._sobrantes: dict[tuple[bool, bool, int], tuple[int, str]] = {}
        self._dichos: set[int] = set()

    def revisar(self, renglon: RenglonPublicado) -> None:
        """Keeps by how much a row exceeds LN (special: 0), if that may matter; judged at the end."""
        if renglon.fuera or not renglon.registrada:
            return
        especial = renglon.especial
        if not especial and len(self._dichos) < 2:
            dicho = leer_celda(renglon.celda("REPRESENTANTES_PP_CI"))
            if dicho >= 0:
                self._dichos.add(dicho)
        excede = renglon.leyenda is Leyenda.EXCEDE
        if not especial and renglon.ln is None:
            return
        sobra = renglon.votos - (0 if especial else renglon.ln or 0)
        if excede or (sobra > 0 and renglon.contabilizada == 1):
            cual = (especial, excede, sobra)
            base = "boletas" if especial else f"lista nominal {renglon.ln}"
            ejemplo = f"{donde(renglon.numero, renglon.clave)}: {renglon.votos} votos, {base}"
            filas, primero = self._sobrantes.get(cual, (0, ejemplo))
            self._sobrantes[cual] = (filas + 1, primero)

    def cerrar(self, bitacora: Bitacora) -> None:
        """Writes what the limits, known once the whole file is read, accuse."""
        norma = Ajustes()
        constante = next(iter(self._dichos)) if len(self._dichos) == 1 else None
        menor = self._limites.representantes if self._limites.representantes is not None else constante or 0
        mayor = self._limites.representantes
        if mayor is None:
            mayor = max(constante or 0, norma.representantes_max or 0)
        boletas = self._limites.boletas
        menor_especial = None if boletas is None else boletas + menor
        mayor_especial = (boletas if boletas is not None else norma.boletas_max or 0) + mayor
        for (especial, excede, sobra), (filas, ejemplo) in self._sobrantes.items():
            tope, piso = (mayor_especial, menor_especial) if especial else (mayor, menor)
            if not excede and sobra > tope:
                que = f"CONTABILIZADA 1 con votos por encima del límite ({'boletas' if especial else 'lista nominal'})"
                bitacora.anotar("R-16", que, f"{ejemplo}, límite {tope} más", filas)
            elif excede and piso is not None and sobra <= piso:
                bitacora.anotar("R-16", "EXCEDE LISTA NOMINAL y los votos no la exceden", ejemplo, filas)
