"""The commands of the centre and of its nodes, each in the file of its name: it parses, calls one function and prints.

ORDENES gives the group in which each is shown and its line of help, in the order in which a night needs them; it names
no module. It is read without importing any.
"""

ORDENES: dict[str, dict[str, str]] = {
    "preparar": {
        "catalogo": "comprueba y guarda el catálogo de un proceso",
        "centro": "hace una ciudad entera de su archivo",
        "persona": "da de alta o de baja a las personas, con su llave",
        "estacion": "da de alta o de baja a las estaciones y hace sus fichas",
        "cae": "carga qué cuenta de CAE manda las imágenes de cada acta",
        "sitio": "da de alta el nodo de un CATD, o el que toma su lugar",
        "autoridad": "hace y guarda la autoridad de los certificados, sin red",
        "tunel": "recibe en el centro a los nodos que sólo pueden salir",
        "kits": "hace el kit de cada nodo y cada estación, y sus papeles",
        "unir": "abre un kit en la máquina de su nodo o estación",
        "proceso": "empieza otro proceso igual, y guarda el de antes",
        "revisar": "si la ciudad está lista para su noche, y qué le falta",
    },
    "la noche": {
        "nodo": "prepara el nodo y lo tiene en marcha hasta Ctrl-C",
        "fase": "propone pasar a la siguiente fase, con su acta en PDF",
        "propuestas": "lo que espera el conforme de otra persona",
        "conforme": "da el conforme a una propuesta, y con él se cumple",
        "apertura": "desde qué hora cuenta el periodo; propone otra",
        "retenidas": "los renglones que salen en revisión; libera los de hora",
        "liberar": "quita un trabajo a quien lo tiene, para otro",
        "sin-acta": "declara SIN ACTA en bloque, con lista de revisión",
        "casilla": "recibe las imágenes de los teléfonos (PREP Casilla)",
    },
    "publicar": {
        "publicar": "hace el corte de cada turno y lo lleva a sus destinos",
        "corte": "hace un corte y lo publica; los comprueba",
    },
    "vigilar": {
        "estado": "cómo va la noche, qué está mal y qué hacer",
        "ritmo": "actas por hora, ahora y hace una hora, y qué avanzó",
        "pronostico": "a qué hora estará, qué la detiene y quién acaba último",
        "informe": "la noche hasta ahora en PDF, y su curva en CSV",
        "incidentes": "lo que la gente reporta, quién lo atiende y cómo acabó",
        "miradas": "qué conviene ver de nuevo, qué se vio y qué se halló",
        "acta": "todo lo que se sabe de un acta, y qué se puede hacer",
        "sala": "el tablero de la coordinación, en una ventana",
        "metricas": "las cifras de un nodo para Prometheus, en esta máquina",
        "respaldo": "copia un nodo que trabaja, cerrada, y lo repone",
        "diagnostico": "lo que soporte necesita de un nodo, sin personas",
        "conciliar": "compara cada nodo con el centro y trae lo que falte",
    },
    "auditar": {
        "verificar": "vuelve a sumar un archivo del PREP, o revisa un sitio",
        "testigo": "firma cada corte que se vio publicado",
        "comprobar": "compara lo instalado con sus listas firmadas",
        "reconstruir": "rehace lo derivado y lo compara; no cambia nada",
    },
}
