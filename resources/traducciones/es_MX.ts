<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_MX" sourcelanguage="es_MX">
  <context>
    <name>Avisador</name>
    <message numerus="yes">
      <source>%n cotejo(s) espera(n).</source>
      <translation>
        <numerusform>%n cotejo espera.</numerusform>
        <numerusform>%n cotejos esperan.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n propuesta(s) espera(n) su conformidad.</source>
      <translation>
        <numerusform>%n propuesta espera su conformidad.</numerusform>
        <numerusform>%n propuestas esperan su conformidad.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>BandejaDeCotejos</name>
    <message numerus="yes">
      <source>%n voto(s) en duda</source>
      <translation>
        <numerusform>%n voto en duda</numerusform>
        <numerusform>%n votos en duda</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>BandejaDeMesa</name>
    <message numerus="yes">
      <source>%n caso(s) que los filtros no muestran.</source>
      <translation>
        <numerusform>%n caso que los filtros no muestran.</numerusform>
        <numerusform>%n casos que los filtros no muestran.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Barra</name>
    <message numerus="yes">
      <source>%n acción(es) por entregar</source>
      <translation>
        <numerusform>%n acción por entregar</numerusform>
        <numerusform>%n acciones por entregar</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n acción(es) que el nodo rechazó: {}</source>
      <translation>
        <numerusform>%n acción que el nodo rechazó: {}</numerusform>
        <numerusform>%n acciones que el nodo rechazó: {}</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>DialogoDeCierre</name>
    <message numerus="yes">
      <source>▼ %n más abajo: flecha abajo.</source>
      <translation>
        <numerusform>▼ %n más abajo: flecha abajo.</numerusform>
        <numerusform>▼ %n más abajo: flecha abajo.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>HojaDeImpresion</name>
    <message numerus="yes">
      <source>Impreso en {}: %n página(s). Esc cierra.</source>
      <translation>
        <numerusform>Impreso en {}: %n página. Esc cierra.</numerusform>
        <numerusform>Impreso en {}: %n páginas. Esc cierra.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PanelCaso</name>
    <message numerus="yes">
      <source>Difieren %n campo(s)</source>
      <translation>
        <numerusform>Difiere %n campo</numerusform>
        <numerusform>Difieren %n campos</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PanelCotejo</name>
    <message numerus="yes">
      <source>Difieren %n campo(s)</source>
      <translation>
        <numerusform>Difiere %n campo</numerusform>
        <numerusform>Difieren %n campos</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PantallaAcuerdos</name>
    <message numerus="yes">
      <source>Por contestar: %n propuesta(s).</source>
      <translation>
        <numerusform>Por contestar: %n propuesta.</numerusform>
        <numerusform>Por contestar: %n propuestas.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PantallaCotejos</name>
    <message numerus="yes">
      <source>%n acta(s) que conviene ver de nuevo.</source>
      <translation>
        <numerusform>%n acta que conviene ver de nuevo.</numerusform>
        <numerusform>%n actas que conviene ver de nuevo.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Esperan %n cotejo(s).</source>
      <translation>
        <numerusform>Espera %n cotejo.</numerusform>
        <numerusform>Esperan %n cotejos.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PantallaImagenes</name>
    <message numerus="yes">
      <source>Pendientes: %n imagen(es).</source>
      <translation>
        <numerusform>Pendientes: %n imagen.</numerusform>
        <numerusform>Pendientes: %n imágenes.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Todas: %n imagen(es).</source>
      <translation>
        <numerusform>Todas: %n imagen.</numerusform>
        <numerusform>Todas: %n imágenes.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Revision</name>
    <message numerus="yes">
      <source>%n marcada(s) de {} que faltan.</source>
      <translation>
        <numerusform>%n marcada de {} que faltan.</numerusform>
        <numerusform>%n marcadas de {} que faltan.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n no se ve(n) con este filtro.</source>
      <translation>
        <numerusform>%n no se ve con este filtro.</numerusform>
        <numerusform>%n no se ven con este filtro.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SinActas</name>
    <message numerus="yes">
      <source> desde hace %n minuto(s)</source>
      <translation>
        <numerusform> desde hace %n minuto</numerusform>
        <numerusform> desde hace %n minutos</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Tramites</name>
    <message numerus="yes">
      <source>%n acta(s)</source>
      <translation>
        <numerusform>%n acta</numerusform>
        <numerusform>%n actas</numerusform>
      </translation>
    </message>
  </context>
</TS>
