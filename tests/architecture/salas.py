"""The table of the house: each room, and the rooms that it may import; a room stands below those that it uses."""

import re
from collections.abc import Iterable

# `{a,b}` are two rooms, `*` every room that begins so. The order is the floors: who is imported stands higher up.
TABLA = """
prep                          :
prep/orden                    : prep

prep/domain/hechos            :
prep/domain/catalogo          : prep/domain/hechos
prep/domain/reglas            : prep/domain/{hechos,catalogo}
prep/domain/vida              : prep/domain/{hechos,catalogo,reglas}
prep/domain/publicacion       : prep/domain/{hechos,catalogo,reglas,vida}

prep/ajeno                    : prep/domain/hechos
prep/documents                : prep/domain/{hechos,catalogo}
prep/practica                 : prep prep/domain/{hechos,catalogo,reglas}
prep/net                      : prep/domain/{hechos,catalogo} prep/ajeno
prep/segunda                  : prep/domain/{hechos,catalogo}
prep/store                    : prep/domain/{hechos,catalogo}
prep/store/migraciones        : prep/store
prep/store/migraciones/versions : prep/store
prep/store/spool              : prep/domain/{hechos,catalogo} prep/store
prep/devices                  : prep/domain/{catalogo,reglas} prep/{documents,net,store}

prep/services/nodo            : prep/domain/{hechos,catalogo,reglas} prep/store*
prep/services/estacion        : prep/domain/{hechos,catalogo,reglas,vida} prep/{ajeno,documents,net,store*}
                                prep/services/nodo
prep/services/acopio          : prep/domain/{hechos,catalogo,reglas,vida} prep/{documents,store/spool,services/nodo}
                                prep/services/estacion
prep/services/captura         : prep/domain/{hechos,catalogo,reglas,vida} prep/{store/spool,services/nodo}
                                prep/services/estacion
prep/services/digitalizacion  : prep/domain/{hechos,catalogo,reglas,vida} prep/{devices,store/spool}
                                prep/services/{nodo,estacion,acopio}

prep/ui                       : prep prep/orden prep/domain/{hechos,catalogo,reglas,vida}
                                prep/{devices,net,store/spool} prep/services/{nodo,estacion,acopio}
prep/ui/captura               : prep/domain/{hechos,catalogo,reglas,vida} prep/ui
                                prep/services/{nodo,estacion,digitalizacion,captura}
prep/ui/validacion            : prep/domain/{hechos,catalogo,reglas,vida} prep/ui prep/ui/captura
                                prep/services/{nodo,estacion,digitalizacion,captura}
prep/ui/practica              : prep/domain/{hechos,catalogo,reglas} prep/{documents,practica,ui} prep/ui/captura
                                prep/services/{nodo,captura}
prep/ui/acuerdos              : prep/domain/{hechos,catalogo,reglas,vida} prep/ui prep/services/{nodo,estacion,captura}
prep/ui/cotejo                : prep/domain/{hechos,catalogo,reglas,vida} prep/ui prep/ui/{captura,validacion}
                                prep/services/{nodo,estacion,captura}

prep/ui/personas              : prep/domain/{hechos,catalogo,reglas,vida} prep/ui prep/services/{nodo,estacion}

prep/ui/coordinacion          : prep/domain/{hechos,catalogo,reglas,vida} prep/{documents,ui}
                                prep/services/{nodo,estacion}

catd/acopio                   : prep/domain/{hechos,catalogo,reglas,vida} prep/{documents,ui}
                                prep/services/{nodo,estacion,acopio}
catd/digitalizacion           : prep/domain/{hechos,catalogo,reglas,vida} prep/{devices,ui}
                                prep/services/{nodo,estacion,acopio,digitalizacion}
catd/empaque                  : prep/domain/{hechos,catalogo,reglas,vida} prep/{documents,ui}
                                prep/services/{nodo,estacion,acopio}
catd                          : catd/* prep/{orden,ui*}
ccv/imagenes                  : prep/domain/{hechos,catalogo,reglas,vida} prep/ui
                                prep/services/{nodo,estacion,captura}
ccv                           : ccv/* prep/{orden,ui*}

central/autoridad             : prep/{ajeno,net}
central/telefono              : prep/domain/{hechos,catalogo,reglas} prep/{ajeno,net}
central/receptor              : prep prep/ajeno central/telefono
central/nodo                  : prep/domain/{hechos,catalogo} prep/{ajeno,net,store} central/telefono
central/tunel                 : prep/{ajeno,net} central/nodo
central/marco                 : prep/domain/{hechos,catalogo} prep/{orden,documents,net,store}
                                prep/services/{nodo,estacion} central/nodo
central/catalogo              : prep prep/domain/{hechos,catalogo} prep/ajeno
central/firmado               :
central/verificar             : prep/domain/{catalogo,publicacion} central/firmado
central/testigo               : prep/net central/{firmado,verificar}
central/arbitro               : prep/domain/{hechos,catalogo,reglas,vida} prep/{net,store,services/estacion}
                                central/nodo
central/gente                 : prep/domain/{hechos,catalogo} prep/{documents,net,store,services/estacion}
                                central/{nodo,marco,arbitro}
central/sitios                : prep/domain/{hechos,catalogo} prep/{ajeno,net,store} central/{nodo,tunel,marco,arbitro}
central/kits                  : prep/domain/catalogo prep/{ajeno,documents,net,services/estacion}
                                central/{autoridad,nodo,marco,sitios}
central/ciudad                : prep/domain/catalogo prep/{ajeno,documents,net}
                                central/{catalogo,nodo,tunel,marco,gente,sitios}
central/tablero               : prep/domain/* prep/store
                                central/{nodo,marco,arbitro,sitios}
central/publico               : prep prep/domain/* prep/ajeno
central/corte                 : prep prep/domain/* prep/{net,store,services/estacion}
                                central/{firmado,verificar,nodo,marco,arbitro,publico}
central/segunda               : prep/domain/{hechos,catalogo,reglas} prep/{segunda,store} central/{arbitro,corte}
central/difusion              : prep/domain/{hechos,catalogo} prep/{ajeno,net,store}
                                central/{firmado,nodo,marco,corte,publico}
central/casilla               : prep/domain/{hechos,catalogo,reglas,vida} prep/{ajeno,documents,net,store}
                                prep/services/{estacion,acopio} central/{telefono,nodo,marco,arbitro,tablero}
central/mando                 : prep prep/domain/{hechos,catalogo,reglas,vida} prep/{documents,net,store}
                                prep/services/estacion central/{firmado,nodo,marco,arbitro,sitios,tablero}
central/metricas              : prep/store central/{nodo,marco,sitios,tablero}
central/marcha                : prep/domain/{hechos,catalogo} prep/{net,store}
                                central/{nodo,tunel,marco,arbitro,sitios,tablero,segunda}
central/sala                  : prep prep/domain/{hechos,catalogo,reglas,vida} prep/{orden,documents,store,ui}
                                prep/services/{nodo,estacion}
                                central/{nodo,marco,sitios,tablero,segunda,difusion,mando}
central/ordenes               : prep/domain/* prep/{orden,documents,net,store,ui}
                                central/{autoridad,firmado,nodo,tunel,marco,catalogo,verificar,testigo,arbitro,gente,sitios,kits,ciudad}
                                central/{tablero,marcha}
                                central/{corte,segunda}
                                central/{difusion,telefono,receptor,casilla,mando,metricas,sala}
central                       : prep prep/orden central/{marco,ordenes}

simulacro/pueblo              : prep/domain/* central/catalogo
simulacro/guion               : prep/domain/* central/catalogo simulacro/pueblo
simulacro/papel               : prep/domain/* prep/{documents,practica} simulacro/pueblo
simulacro/red                 : prep/domain/* prep/{orden,store} central*
simulacro/juicio              : prep/domain/* prep/store central* simulacro/{guion,red}
simulacro/personas            : prep/* central* simulacro/{guion,papel,red}
simulacro                     : prep prep/* central* simulacro/{pueblo,guion,papel,red,juicio,personas}
simulacro/ordenes             : prep prep/* central* simulacro*

bench                         : prep* catd* ccv* central* simulacro*
installer                     : prep* catd* ccv* central*
"""
# A folder (or a file) that is no room of its own: part of the one whose name it bears.
ANEXOS = {
    "prep/__main__.py": "prep/orden",
    "central/sala/flujos": "central/sala",
    "prep/devices/escl": "prep/devices",
    "prep/ui/aparatos": "prep/ui",
    "prep/ui/impresion": "prep/ui",
    "central/tablero/ficha": "central/tablero",
    "central/tablero/noche": "central/tablero",
    "central/verificar/publicado": "central/verificar",
    "central/verificar/revision": "central/verificar",
    "central/verificar/suelto": "central/verificar",
    "simulacro/papel/dibujo": "simulacro/papel",
    "bench/publico": "bench",
    "bench/sitios": "bench",
    "installer/paquetes": "installer",
}


def leer_tabla(texto: str) -> dict[str, list[str]]:
    """Each room with what it may import, in the order of the table, where every name is written out."""
    dichas: dict[str, list[str]] = {}
    sala = ""
    for linea in filter(str.strip, texto.splitlines()):
        nueva, dos_puntos, suyas = linea.rpartition(":")
        sala = nueva.strip() if dos_puntos else sala
        dichas.setdefault(sala, []).extend(suyas.split())
    return {sala: [una for dicha in suyas for una in _abrir(dicha, dichas)] for sala, suyas in dichas.items()}


def _abrir(dicha: str, salas: Iterable[str]) -> list[str]:
    """The rooms that `a/{b,c}` and `a/*` say; a name that stands for none is left as it is, for whoever checks."""
    partes = re.fullmatch(r"(.*)\{(.*)\}", dicha)
    nombres = [partes[1] + una for una in partes[2].split(",")] if partes else [dicha]
    abiertas = [[s for s in salas if s.startswith(n[:-1])] if n.endswith("*") else [n] for n in nombres]
    return [sala for unas in abiertas for sala in unas]
