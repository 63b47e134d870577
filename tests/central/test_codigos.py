"""Every code that an alarm or an incident may carry has its words in the one table of rules."""

import re
from pathlib import Path

from central.corte import registro
from central.corte.revision import MotivoDeRevision
from central.mando import fase, liberar
from prep.domain.reglas.tabla import regla

RAIZ = Path(__file__).resolve().parents[2]


def test_los_codigos_del_centro_estan_en_la_tabla() -> None:
    codigos = {*MotivoDeRevision, registro.ALARMA_RETENIDO, registro.ALARMA_REVISION, registro.ALARMA_AJENA}
    codigos |= {fase.SOFTWARE, fase.FORZADO, liberar.CODIGO}
    for codigo in codigos:
        assert regla(str(codigo)).coordinador


def test_los_codigos_de_la_base_y_del_arbitro_estan_en_la_tabla() -> None:
    comunes = (RAIZ / "prep/store/funciones/20_comunes.sql").read_text(encoding="utf-8")
    assert "'ENTREGA_' || upper(v_resultado)" in comunes
    arbitro = (RAIZ / "central/arbitro/lote.py").read_text(encoding="utf-8")
    for codigo in ("ENTREGA_CONFLICTO", "ENTREGA_DUPLICADA", *re.findall(r"(?:VALUES \(|SELECT )'([A-Z_]+)'", arbitro)):
        assert regla(codigo).coordinador
