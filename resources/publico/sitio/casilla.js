// The actas of one section: pointer, index, and the file of its 16 numbers. Each is checked by its name.
const forma = document.getElementById("consulta"), dicho = document.getElementById("dicho"), lugar = document.getElementById("actas");
const VOTOS_DESDE = "TOTAL_VOTOS_SACADOS", VOTOS_HASTA = "TOTAL_VOTOS_ASENTADO";
const TIPOS = { B: "Básica", C: "Contigua", E: "Extraordinaria", S: "Especial" };
const DATOS = {
  TOTAL_BOLETAS_SOBRANTES: "Boletas sobrantes", TOTAL_PERSONAS_VOTARON: "Personas que votaron",
  TOTAL_REP_PARTIDO_CI_VOTARON: "Representantes que votaron", TOTAL_VOTOS_SACADOS: "Votos sacados de la urna",
  TOTAL_VOTOS_ASENTADO: "Total asentado en el acta", TOTAL_VOTOS_CALCULADO: "Total calculado",
  LISTA_NOMINAL: "Lista nominal", OBSERVACIONES: "Observaciones", ORIGEN: "Origen", DIGITALIZACION: "Digitalización",
  FECHA_HORA_ACOPIO: "Acopio", FECHA_HORA_CAPTURA: "Captura", FECHA_HORA_VERIFICACION: "Verificación",
  TIPO_DOCUMENTO: "Documento", CODIGO_INTEGRIDAD: "Código de integridad (SHA-256)",
};

async function archivo(nombre) {
  const respuesta = await fetch(`d/${nombre}.json`);
  if (!respuesta.ok) throw new Error("falta");
  const crudo = await respuesta.arrayBuffer();
  if (crypto.subtle) {
    const suma = new Uint8Array(await crypto.subtle.digest("SHA-256", crudo));
    if (!Array.from(suma, (b) => b.toString(16).padStart(2, "0")).join("").startsWith(nombre)) throw new Error("alterado");
  }
  return JSON.parse(new TextDecoder().decode(crudo));
}

function nodo(nombre, texto, clase) {
  const hecho = document.createElement(nombre);
  if (texto !== undefined) hecho.textContent = typeof texto === "number" ? texto.toLocaleString("es-MX") : texto;
  if (clase) hecho.className = clase;
  return hecho;
}

function pares(lista, clase) {
  const dl = nodo("dl", undefined, clase);
  for (const [nombre, valor] of lista) dl.append(nodo("dt", nombre), nodo("dd", valor === "" ? "Ninguna" : valor));
  return dl;
}

function casilla(eleccion, columnas, celdas) {
  const acta = Object.fromEntries(columnas.map((c, n) => [c, celdas[n]]));
  const pieza = nodo("article");
  const tipo = TIPOS[acta.TIPO_CASILLA] ?? acta.TIPO_CASILLA;
  pieza.append(nodo("h3", `${eleccion} · ${tipo} ${acta.ID_CASILLA}${acta.EXT_CONTIGUA === "00" ? "" : " C" + acta.EXT_CONTIGUA}`));
  const votos = columnas.slice(columnas.indexOf(VOTOS_DESDE) + 1, columnas.indexOf(VOTOS_HASTA));
  const suyos = votos.filter((c) => acta[c] !== "-").map((c) => [c.replaceAll("_", "-"), acta[c]]);
  if (suyos.length) pieza.append(pares(suyos));
  else pieza.append(nodo("p", acta.OBSERVACIONES === "-" ? "Todavía no se registra." : acta.OBSERVACIONES));
  if (suyos.length) pieza.append(pares(Object.entries(DATOS).filter(([c]) => c in acta).map(([c, n]) => [n, acta[c]]), "datos"));
  return pieza;
}

async function mostrar(seccion) {
  dicho.textContent = "Buscando…";
  try {
    const actual = await (await fetch("actual.json", { cache: "no-cache" })).json();
    const indice = await archivo(actual.indice);
    const nombre = indice.tramos[String(Math.trunc(Number(seccion) / 16))];
    const piezas = [];
    if (nombre) {
      const resumen = await archivo(actual.resumen);
      const tramo = await archivo(nombre);
      for (const eleccion of resumen.elecciones) {
        const tabla = tramo.elecciones[eleccion.codigo];
        if (!tabla) continue;
        const cual = tabla.columnas.indexOf("SECCION");
        tabla.datos[cual].forEach((s, n) => {
          if (s === seccion) piezas.push(casilla(eleccion.nombre, tabla.columnas, tabla.datos.map((d) => d[n])));
        });
      }
    }
    lugar.replaceChildren(...piezas);
    dicho.textContent = piezas.length
      ? `Sección ${seccion}: ${piezas.length} actas, corte ${actual.corte} de las ${actual.momento.slice(11, 16)}.`
      : `No hay casillas de la sección ${seccion} en esta elección.`;
  } catch (error) {
    dicho.textContent = error.message === "alterado"
      ? "Un archivo no es el que se firmó, y no se muestra. Intente más tarde."
      : "No se pudo leer esa sección. Revise su conexión y repita.";
  }
}

function deLaDireccion() {
  const pedida = new URLSearchParams(location.search).get("seccion") ?? "";
  if (/^[0-9]{1,4}$/.test(pedida)) {
    forma.seccion.value = pedida;
    mostrar(pedida.padStart(4, "0"));
  }
}

forma.addEventListener("submit", (evento) => {
  evento.preventDefault();
  history.replaceState(null, "", `?seccion=${forma.seccion.value}`);
  deLaDireccion();
});
document.addEventListener("corte", deLaDireccion);
deLaDireccion();
