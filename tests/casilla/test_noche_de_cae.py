"""The night as three CAE live it: thirty actas of three elections, half without signal, and all that may go wrong."""

from hashlib import sha256
from http.client import HTTPException
from pathlib import Path

import pytest

from central.casilla.jpeg import limpiar
from tests.casilla.ciudad import CASILLAS, ELECCIONES, CaeEnCampo, Ciudad, ciudad, clave

__all__ = ["ciudad"]
FEDERAL = "Es un acta federal, no la de esta elección."
BORROSA = "Está borrosa."
IMAGENES = (
    "SELECT h.id::text, h.acta, prep.campo_de(h.cuerpo, 'huella') FROM prep.hecho h"
    " WHERE h.tipo = 'IMAGEN' AND prep.vale(h)"
)


def de_casillas(desde: int, hasta: int) -> list[str]:
    return [clave(n, e) for n in range(desde, hasta + 1) for e in ELECCIONES]


def test_treinta_actas_de_tres_elecciones_salen_en_los_cortes_siguientes_una_vez_y_nada_del_perdido(
    ciudad: Ciudad, tmp_path: Path
) -> None:
    calle, mando = ciudad.calle, ciudad.calle.casilla.mando
    suyas = {"cae-1": de_casillas(1, 4), "cae-2": de_casillas(5, 8), "cae-3": de_casillas(9, CASILLAS)}
    for cuenta, claves in suyas.items():
        ciudad.dar_cae(cuenta, claves)
    ciudad.invitar(tmp_path / "hojas.pdf")
    cae = [CaeEnCampo(calle.telefono(tmp_path / "hojas.pdf", n)) for n in range(3)]
    uno, dos, tres = cae
    tono, fotos = iter(range(40, 120)), dict[str, bytes]()

    def tomar(quien: CaeEnCampo, claves: list[str], **cambios: object) -> None:
        fotos.update({suya: quien.tomar(suya, next(tono), **cambios) for suya in claves})

    con = {0: suyas["cae-1"][:7], 1: suyas["cae-2"][:5], 2: suyas["cae-3"][:3]}
    for n, claves in con.items():
        tomar(cae[n], claves)
        assert set(cae[n].enviar()) == {201}
    assert calle.recibir() == 0
    federal, borrosa = suyas["cae-1"][0], suyas["cae-3"][0]
    ciudad.pedir_otra(federal, FEDERAL)
    ciudad.pedir_otra(borrosa, BORROSA)
    assert len(ciudad.capturar()) == 13
    assert set(ciudad.cortar()) == {c for n in con for c in con[n]} - {federal, borrosa}
    # half of them without signal; one phone is lost with seven that nobody has
    puerto, sin = uno.telefono.puerto, {0: suyas["cae-1"][7:], 1: suyas["cae-2"][5:], 2: suyas["cae-3"][3:]}
    for n, claves in sin.items():
        cae[n].telefono.puerto = 9  # nobody is there
        tomar(cae[n], claves)
        with pytest.raises((OSError, HTTPException)):
            cae[n].enviar()
        cae[n].telefono.puerto = puerto
    assert sum(len(c.cola) for c in cae) == 15
    assert mando.correr("casilla", "telefono", "perdido", "cae-2", "--motivo", "se lo robaron") == 0
    ciudad.dar_cae("cae-4", suyas["cae-3"][:3], releva=True)  # the first casilla of the third is another's from now on
    ciudad.invitar(tmp_path / "mas.pdf", "cae-2", "cae-4")
    perdido = dos.envios()
    assert set(dos.enviar()) == {403} and dos.envios() == perdido
    nuevo, relevo = (CaeEnCampo(calle.telefono(tmp_path / "mas.pdf", n)) for n in range(2))
    for quien, suya, frase in ((uno, federal, FEDERAL), (relevo, borrosa, BORROSA)):
        dicho = quien.acta(suya)
        assert (dicho["estado"], dicho["texto"]) == ("piden_otra", f"{frase} Tome otra foto.")
        tomar(quien, [suya], reemplaza=dicho["envio"])
    tomar(nuevo, sin[1])
    for quien in (uno, tres, relevo, nuevo):
        assert set(quien.enviar()) == {201}
    assert calle.recibir() == 0 and len(ciudad.capturar()) == 17
    filas = ciudad.cortar()
    assert set(filas) == set(fotos) and len(filas) == 30
    for suya, foto in fotos.items():
        assert filas[suya]["CODIGO_INTEGRIDAD"] == sha256(limpiar(foto).contenido).hexdigest()
        assert (filas[suya]["ORIGEN"], filas[suya]["DIGITALIZACION"]) == ("CASILLA", "MOVIL")
    entradas = ciudad.cortes.base.dueno(IMAGENES)
    assert len(entradas) == 32, "las treinta, y las dos que se tomaron otra vez"
    assert not perdido & {id for id, _, _ in entradas}
    assert calle.casilla.dejados() == [] and calle.casilla.dejados("apartadas") == []
    assert {"TELEFONO_CAMBIADO", "TELEFONO_PERDIDO"} <= set(ciudad.cortes.alarmas())
    assert calle.recibir() == 0 and uno.acta(federal)["estado"] == "verificada"
