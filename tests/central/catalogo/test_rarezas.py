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


def test_el_orden_de_los_renglones_solo_cambia_los_ordinales(
    cambiar: Cambiar, pueblo_hecho: Path, perfil: Perfil
) -> None:
    antes = importar(pueblo_hecho, perfil, "SIM-1").catalogo
    despues = importar(cambiar(GUB, lambda filas: filas[::-1]), perfil, "SIM-1").catalogo
    assert list(antes.actas) == list(despues.actas)
    fijas = [c for c, a in antes.actas.items() if a.tipo in "BCSMP"]
    assert all(antes.actas[c] == despues.actas[c] for c in fijas)


def test_un_acta_de_rp_que_falta_en_su_archivo_se_espera(cambiar: Cambiar, perfil: Perfil) -> None:
    importado = importar(cambiar(DIP, lambda filas: [f for f in filas if "A03ERP" not in f]), perfil, "SIM-1")
    rp = [a for a in importado.catalogo.actas.values() if a.codigo == "A03ERP"]
    assert rp and not any(a.en_archivo for a in rp)


def test_una_casilla_con_urna_electronica_se_espera_con_sus_codigos(cambiar: Cambiar, perfil: Perfil) -> None:
    def sin_maquina(filas: Filas) -> Filas:
        return [f for f in filas if "A05UEMR" not in f and "A05UERP" not in f]

    importado = importar(cambiar(DIP, sin_maquina), perfil, "SIM-1")
    faltan = {a.codigo for a in importado.catalogo.actas.values() if not a.en_archivo and a.tipo is TipoCasilla.S}
    assert faltan == {"A05UEMR", "A05UERP"}


def test_una_columna_inesperada_se_lleva_con_un_aviso(cambiar: Cambiar, perfil: Perfil) -> None:
    def con_pt(filas: Filas) -> Filas:
        filas[primera(filas, "A03")][15] = "7"  # PT, where its candidatura común competes
        return filas

    importado = importar(cambiar(DIP, con_pt), perfil, "SIM-1")
    assert "no llevan PT y aquí tiene cifra" in mensajes(importado)
    assert "PT" in importado.catalogo.formas["DIP_LOC/001/A03"].votos
    assert any(valores[7] == 7 for clave, valores in importado.papel.items() if clave.startswith("DIP_LOC-001"))


def test_un_total_calculado_que_no_suma_es_aviso_y_un_asentado_no_es_nada(cambiar: Cambiar, perfil: Perfil) -> None:
    def otro(columna: int) -> Cambiar:
        def cambio(filas: Filas) -> Filas:
            filas[3][columna] = "9"
            return filas

        return cambio  # type: ignore[return-value]

    assert "suman" not in mensajes(importar(cambiar(GUB, otro(-5)), perfil, "SIM-1"))  # type: ignore[arg-type]
    assert "TOTAL_VOTOS_CALCULADO dice 9 y los votos" in mensajes(
        importar(cambiar(GUB, otro(-4)), perfil, "SIM-1")  # type: ignore[arg-type]
    )


def test_una_seccion_en_dos_distritos_se_avisa_y_se_cree_a_cada_archivo(cambiar: Cambiar, perfil: Perfil) -> None:
    def mudada(filas: Filas) -> Filas:
        filas[primera(filas, "A02", desde=5)][0] = "002"
        return filas

    importado = importar(cambiar(GUB, mudada), perfil, "SIM-1")
    assert "está en varios territorios (001, 002)" in mensajes(importado)
    mudadas = [a for a in importado.catalogo.actas.values() if a.territorio == "002" and a.eleccion == "GUB"]
    assert any(
        a.centro == "02" and a.en_archivo and f"DIP_LOC-001-{a.seccion}" in "".join(importado.papel) for a in mudadas
    )


def test_una_seccion_que_falta_en_un_archivo_toma_el_distrito_de_su_vecina(
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


def test_el_voto_anticipado_puede_repetirse_y_una_basica_no(cambiar: Cambiar, perfil: Perfil) -> None:
    anticipado = importar(cambiar(GUB, lambda f: [*f, f[primera(f, "A01VA")]]), perfil, "SIM-1")
    assert len(anticipado.papel) == len(anticipado.origen)
    with pytest.raises(CatalogoInvalido, match="repite el acta A02"):
        importar(cambiar(GUB, lambda f: [*f, f[primera(f, "A02")]]), perfil, "SIM-1")


def test_los_numeros_sin_ceros_a_la_izquierda_son_los_mismos(
    cambiar: Cambiar, pueblo_hecho: Path, perfil: Perfil
) -> None:
    def sin_ceros(filas: Filas) -> Filas:
        return [[c.lstrip("0") or "0" if c.isdigit() else c for c in f] for f in filas]

    antes = importar(pueblo_hecho, perfil, "SIM-1")
    despues = importar(cambiar(GUB, sin_ceros), perfil, "SIM-1")
    assert antes.catalogo == despues.catalogo and antes.papel == despues.papel
