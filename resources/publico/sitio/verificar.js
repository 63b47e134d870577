// Checks a file of the shown cut in the visitor's browser: its SHA-256 under the signed manifest, and the witnesses.
const forma = document.getElementById("revision"), lista = document.getElementById("resultado");
const testigos = document.getElementById("testigos");
const aHex = (crudo) => Array.from(new Uint8Array(crudo), (b) => b.toString(16).padStart(2, "0")).join("");
const deHex = (texto) => Uint8Array.from(texto.trim().match(/../g), (par) => parseInt(par, 16));
const deBase64 = (texto) => Uint8Array.from(atob(texto), (letra) => letra.charCodeAt(0));
const texto = (crudo) => new TextDecoder().decode(crudo);
const sha256 = async (crudo) => aHex(await crypto.subtle.digest("SHA-256", crudo));

function decir(dicho) {
  const renglon = document.createElement("li");
  renglon.textContent = dicho;
  lista.append(renglon);
}

async function bajar(ruta) {
  const respuesta = await fetch(ruta, { cache: "no-cache" });
  if (!respuesta.ok) throw new Error(ruta);
  return respuesta.arrayBuffer();
}

const delCorte = (nombre) => bajar(`cortes/${document.body.dataset.corte.padStart(4, "0")}/${nombre}`);

// By the browser itself; a phone that does not know Ed25519 gets it in JavaScript, and nobody else downloads that.
async function firma(publica, mensaje, suya) {
  let llave;
  try {
    llave = await crypto.subtle.importKey("raw", publica, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    const respaldo = await import(new URL(forma.dataset.respaldo, document.baseURI));
    return respaldo.verifyAsync(suya, mensaje, publica);
  }
  return crypto.subtle.verify("Ed25519", llave, suya, mensaje);
}

async function manifiestoFirmado() {
  const publica = texto(await delCorte("centro.pub")).trim(), manifiesto = await delCorte("manifiesto.json");
  const bien = await firma(deHex(publica), new Uint8Array(manifiesto), new Uint8Array(await delCorte("manifiesto.ed25519")));
  decir(bien ? `La firma del manifiesto es de la llave ${publica}. Compárela con la impresa en el acta de puesta en ceros.` : "NO: la firma del manifiesto no es válida.");
  return JSON.parse(texto(manifiesto));
}

// A file by its name, which is that of its bytes.
async function leido(nombre) {
  const crudo = await bajar(`d/${nombre}.json`);
  if (!(await sha256(crudo)).startsWith(nombre)) throw new Error(nombre);
  return JSON.parse(texto(crudo));
}

// A file of the cut, one of the figures, or a page: what the manifest names, or the index that it names.
async function nombrado(suma, manifiesto) {
  const suyo = manifiesto.archivos.find((a) => a.sha256 === suma);
  if (suyo) return suyo.nombre;
  const crudo = await bajar(`d/${manifiesto.indice.slice(0, 24)}.json`);
  if (suma === manifiesto.indice) return `d/${suma.slice(0, 24)}.json`;
  if (await sha256(crudo) !== manifiesto.indice) return null;
  const indice = JSON.parse(texto(crudo)), corto = suma.slice(0, 24);
  const { paginas } = await leido(indice.paginas);
  const pagina = Object.keys(paginas).find((p) => paginas[p] === suma);
  const fragmentos = [indice.resumen, indice.estadistica, indice.sin_seccion, indice.paginas, ...Object.values(indice.territorios), ...Object.values(indice.tramos)];
  return pagina ?? (fragmentos.includes(corto) ? `d/${corto}.json` : null);
}

async function firmaron() {
  const cabeza = texto(await bajar("bitacora/checkpoint")).split("\n\n")[0] + "\n", quienes = [];
  for (const t of JSON.parse(texto(await bajar("bitacora/testigos.json"))).testigos) {
    const [suyo, firmas] = t.nota.split("\n\n"), nombre = t.llave.split("+")[0];
    const linea = firmas.split("\n").find((l) => l.startsWith(`— ${nombre} `));
    if (`${suyo}\n` !== cabeza || !linea) continue;
    const crudo = deBase64(linea.split(" ")[2]), hora = new DataView(crudo.buffer).getBigUint64(4);
    const visto = new TextEncoder().encode(`cosignature/v1\ntime ${hora}\n${cabeza}`);
    const publica = deBase64(t.llave.slice(nombre.length + 10)).slice(1);
    if (await firma(publica, visto, crudo.slice(12))) quienes.push(t.nombre);
  }
  testigos.textContent = quienes.length
    ? `Este corte lo vieron y lo firmaron ${quienes.length} testigos: ${quienes.join(", ")}.`
    : "Ningún testigo ha firmado este corte todavía.";
}

forma.addEventListener("submit", async (evento) => {
  evento.preventDefault();
  lista.replaceChildren();
  if (!globalThis.crypto?.subtle) return decir("Aquí no se puede calcular: el sitio no está por HTTPS. Use los pasos de abajo.");
  try {
    const archivo = forma.archivo.files[0], suma = await sha256(await archivo.arrayBuffer());
    decir(`SHA-256 de ${archivo.name}: ${suma}`);
    const dicho = await nombrado(suma, await manifiestoFirmado());
    decir(dicho ? `Sí: el manifiesto del corte dice ese SHA-256 de ${dicho}.` : "NO: ningún archivo de este corte tiene ese SHA-256. Puede ser de otro corte.");
  } catch {
    decir("No se pudo leer el manifiesto. Revise su conexión y repita.");
  }
});

if (globalThis.crypto?.subtle) firmaron().catch(() => {});
