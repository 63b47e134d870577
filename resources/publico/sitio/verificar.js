// Checks a file of the shown cut in the visitor's browser: its SHA-256 in the manifest, the manifest's signature.
const forma = document.getElementById("revision"), lista = document.getElementById("resultado");
const aHex = (crudo) => Array.from(new Uint8Array(crudo), (b) => b.toString(16).padStart(2, "0")).join("");
const deHex = (texto) => Uint8Array.from(texto.trim().match(/../g), (par) => parseInt(par, 16));

function decir(texto) {
  const renglon = document.createElement("li");
  renglon.textContent = texto;
  lista.append(renglon);
}

async function bajar(nombre) {
  const carpeta = `cortes/${document.body.dataset.corte.padStart(4, "0")}`;
  const respuesta = await fetch(`${carpeta}/${nombre}`);
  if (!respuesta.ok) throw new Error(nombre);
  return respuesta.arrayBuffer();
}

async function firmado(manifiesto) {
  const texto = async (nombre) => new TextDecoder().decode(await bajar(nombre));
  const publica = (await texto("centro.pub")).trim();
  let llave;
  try {
    llave = await crypto.subtle.importKey("raw", deHex(publica), { name: "Ed25519" }, false, ["verify"]);
  } catch {
    decir("Este navegador no sabe verificar firmas Ed25519: use los pasos de abajo.");
    return;
  }
  const bien = await crypto.subtle.verify("Ed25519", llave, deHex(await texto("manifiesto.firma")), manifiesto);
  decir(bien ? `La firma del manifiesto es de la llave ${publica}. Compárela con la impresa en el acta.` : "NO: la firma del manifiesto no es válida.");
}

forma.addEventListener("submit", async (evento) => {
  evento.preventDefault();
  lista.replaceChildren();
  if (!globalThis.crypto?.subtle) return decir("Aquí no se puede calcular: el sitio no está por HTTPS. Use los pasos de abajo.");
  try {
    const archivo = forma.archivo.files[0];
    const suma = aHex(await crypto.subtle.digest("SHA-256", await archivo.arrayBuffer()));
    decir(`SHA-256 de ${archivo.name}: ${suma}`);
    const manifiesto = await bajar("manifiesto.json");
    const dicho = JSON.parse(new TextDecoder().decode(manifiesto)).archivos.find((a) => a.sha256 === suma);
    decir(dicho ? `Sí: el manifiesto del corte dice ese SHA-256 de ${dicho.nombre}.` : "NO: ningún archivo de este corte tiene ese SHA-256. Puede ser de otro corte.");
    await firmado(manifiesto);
  } catch {
    decir("No se pudo leer el manifiesto. Revise su conexión y repita.");
  }
});
