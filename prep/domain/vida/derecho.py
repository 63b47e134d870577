"""Whose the acta is: the facts that people of a site without its custody signed, which do nothing (P-10).

Judged set by set, from the catalogue, the list of people and the facts themselves, so that every node says the same in
any order of arrival. "Has or had", because a time is only what its signer's clock says.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Acopio, Custodia, Fuente, Hecho
from prep.domain.hechos.tipos import TIPOS
from prep.domain.vida.tiempos import momento_corregido


class SitiosDePersona(NamedTuple):
    """Where somebody worked who was moved: until when, at which site; and where they are now."""

    antes: tuple[tuple[datetime, str], ...]
    ahora: str

    def en(self, momento: datetime) -> str:
        return next((sitio for hasta, sitio in self.antes if momento < hasta), self.ahora)


Sitios = Mapping[str, str | SitiosDePersona]  # person -> the site where they are registered
NO_SABIDOS: Sitios = MappingProxyType({})
# Members of an enumeration are slow to look up in Python 3.11; the ones used for every fact have a name here.
_CASILLA = Fuente.CASILLA


def sin_derecho(hechos: Collection[Hecho], centro: str, sitios: Sitios) -> list[Hecho]:
    """Those of `hechos` that their signer's site may not say of an acta of `centro` ("" when fuera de catálogo).

    The CCV may, and who is not in `sitios` is not judged. Of what a phone sent nobody else may, unless the centre gave
    them the acta; an acta fuera de catálogo is also of the CATD that received it (R-01).
    """
    ajenos = [h for h in hechos if not _de_casa(h, centro, sitios)]
    if not ajenos:
        return ajenos
    dados = {h.cuerpo.centro for h in hechos if isinstance(h.cuerpo, Custodia) and _sitio(h, sitios) == CCV}
    if not centro:
        dados |= {h.cuerpo.sitio for h in ajenos if isinstance(h.cuerpo, Acopio) and h.fuente is not _CASILLA}
    return [h for h in ajenos if _sitio(h, sitios) not in dados and TIPOS[h.tipo].de_su_sitio]


def _de_casa(hecho: Hecho, centro: str, sitios: Sitios) -> bool:
    sitio = _sitio(hecho, sitios) or CCV
    return sitio == CCV or (sitio == centro and hecho.fuente is not _CASILLA)


def _sitio(hecho: Hecho, sitios: Sitios) -> str:
    """Where its signer worked when it was made; "" when nobody knows."""
    sitio = sitios.get(hecho.operador, "")
    return sitio if isinstance(sitio, str) else sitio.en(momento_corregido(hecho))
