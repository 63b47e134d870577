"""What is odd but lawful: repeats, special casillas, sections in two places, columns that no one expected."""

from pathlib import Path

import pytest

from central.catalogo.errores import CatalogoInvalido
from central.catalogo.importar import Importado, importar
from central.catalogo.perfil import Perfil
from prep.domain.catalogo.catalogo import TipoCasilla
from tests.central.catalogo.conftest import Cambiar

GUB, DIP, ALC = "jefatura.csv", "diputaciones.csv", "alcaldias.csv"
Filas = list[list[str]]


def mensajes(importado: Importado) -> str:
    return "\n".join(map(str, importado.avisos))


def primera(filas: Filas, codigo: str, desde: int = 0) -> int:
    return next(i for i, f in enumerate(filas) if i >= desde and codigo in f)


def test_the_order_of_rows_changes_only_the_ordinals(cambiar: Cambiar, pueblo_hecho: Path, perfil: Perfil) -> None:
    antes = importar(pueblo_hecho, perfil, "SIM-1").catalogo
    despues = importar(cambiar(GUB, lambda filas: filas[::-1]), perfil, "SIM-1").catalogo
    assert list(antes.actas) == list(despues.actas)
    fijas = [c for c, a in antes.actas.items() if a.tipo in "BCSMP"]
    assert all(antes.actas[c] == despues.actas[c] for c in fijas)


def test_an_rp_acta_that_its_file_lacks_is_expected(cambiar: Cambiar, perfil: Perfil) -> None:
    importado = importar(cambiar(DIP, lambda filas: [f for f in filas if "A03ERP" not in f]), perfil, "SIM-1")
    rp = [a for a in importado.catalogo.actas.values() if a.codigo == "A03ERP"]
    assert rp and not any(a.en_archivo for a in rp)


def test_a_casilla_that_votes_by_machine_is_expected_with_its_own_codes(cambiar: Cambiar, perfil: Perfil) -> None:
    def sin_maquina(filas: Filas) -> Filas:
        return [f for f in filas if "A05UEMR" not in f and "A05UERP" not in f]

    importado = importar(cambiar(DIP, sin_maquina), perfil, "SIM-1")
    faltan = {a.codigo for a in importado.catalogo.actas.values() if not a.en_archivo and a.tipo is TipoCasilla.S}
    assert faltan == {"A05UEMR", "A05UERP"}


def test_a_column_that_nobody_expected_is_carried_with_a_notice(cambiar: Cambiar, perfil: Perfil) -> None:
    def con_pt(filas: Filas) -> Filas:
        filas[primera(filas, "A03")][15] = "7"  # PT, where its candidatura común competes
        return filas

    importado = importar(cambiar(DIP, con_pt), perfil, "SIM-1")
    assert "no llevan PT y aquí tiene cifra" in mensajes(importado)
    assert "PT" in importado.catalogo.formas["DIP_LOC/001/A03"].votos
    assert any(valores[7] == 7 for clave, valores in importado.papel.items() if clave.startswith("DIP_LOC-001"))


def test_a_calculated_total_that_is_not_the_sum_is_a_notice_and_an_asentado_is_nothing(
    cambiar: Cambiar, perfil: Perfil
) -> None:
    def otro(columna: int) -> Cambiar:
        def cambio(filas: Filas) -> Filas:
            filas[3][columna] = "9"
            return filas

        return cambio  # type: ignore[return-value]

    assert "suman" not in mensajes(importar(cambiar(GUB, otro(-5)), perfil, "SIM-1"))  # type: ignore[arg-type]
    assert "TOTAL_VOTOS_CALCULADO dice 9 y los votos" in mensajes(
        importar(cambiar(GUB, otro(-4)), perfil, "SIM-1")  # type: ignore[arg-type]
    )


def test_a_section_in_two_districts_is_a_notice_and_each_file_is_believed(cambiar: Cambiar, perfil: Perfil) -> None:
    def mudada(filas: Filas) -> Filas:
        filas[primera(filas, "A02", desde=5)][0] = "002"
        return filas

    importado = importar(cambiar(GUB, mudada), perfil, "SIM-1")
    assert "está en varios territorios (001, 002)" in mensajes(importado)
    mudadas = [a for a in importado.catalogo.actas.values() if a.territorio == "002" and a.eleccion == "GUB"]
    assert any(
        a.centro == "02" and a.en_archivo and f"DIP_LOC-001-{a.seccion}" in "".join(importado.papel) for a in mudadas
    )


def test_a_section_that_one_file_lacks_takes_the_district_of_its_nearest_neighbour(
    cambiar: Cambiar, pueblo_hecho: Path, perfil: Perfil
) -> None:
    antes = importar(pueblo_hecho, perfil, "SIM-1").catalogo.actas
    secciones = sorted({a.seccion for a in antes.values() if a.tipo is TipoCasilla.B and a.territorio == "003"})
    una = secciones[len(secciones) // 2]
    for archivo in (GUB, DIP):
        carpeta = cambiar(archivo, lambda filas: [f for f in filas if f[1] != una])
    importado = importar(carpeta, perfil, "SIM-1")
    suyas = [a for a in importado.catalogo.actas.values() if a.seccion == una and a.tipo is TipoCasilla.B]
    assert {a.eleccion: a.en_archivo for a in suyas} == {"GUB": False, "DIP_LOC": False, "ALC": True}
    assert {a.territorio for a in suyas if a.eleccion != "ALC"} == {"003"} and {a.centro for a in suyas} == {"03"}
    assert f"la sección {una} no dice su distrito" in mensajes(importado)


def test_early_vote_may_repeat_and_a_basica_may_not(cambiar: Cambiar, perfil: Perfil) -> None:
    anticipado = importar(cambiar(GUB, lambda f: [*f, f[primera(f, "A01VA")]]), perfil, "SIM-1")
    assert len(anticipado.papel) == len(anticipado.origen)
    with pytest.raises(CatalogoInvalido, match="repite el acta A02"):
        importar(cambiar(GUB, lambda f: [*f, f[primera(f, "A02")]]), perfil, "SIM-1")


def test_numbers_without_their_leading_zeros_are_the_same(cambiar: Cambiar, pueblo_hecho: Path, perfil: Perfil) -> None:
    def sin_ceros(filas: Filas) -> Filas:
        return [[c.lstrip("0") or "0" if c.isdigit() else c for c in f] for f in filas]

    antes = importar(pueblo_hecho, perfil, "SIM-1")
    despues = importar(cambiar(GUB, sin_ceros), perfil, "SIM-1")
    assert antes.catalogo == despues.catalogo and antes.papel == despues.papel
