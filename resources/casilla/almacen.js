// What this phone keeps, in IndexedDB: each write is on the disk before it is said to be done.
const NOMBRE = "prep-casilla";
// One step for each version of the base. A step adds and never takes away: what an older page left still waits to be
// sent, and a page that is open may be older than the base.
const PASOS = [
  (base) => {
    base.createObjectStore("envios", { keyPath: "envio" }); // what is said of each picture
    base.createObjectStore("imagenes"); // envío → its JPEG, an ArrayBuffer
    base.createObjectStore("sueltos"); // identidad, mias, reloj, toma
  },
];
let conexion = null;

function abrir() {
  conexion ??= abierta(PASOS.length).catch((error) => {
    conexion = null;
    throw error;
  });
  return conexion;
}

function abierta(version) {
  return new Promise((listo, mal) => {
    const pedido = indexedDB.open(NOMBRE, version);
    pedido.onupgradeneeded = (e) => PASOS.slice(e.oldVersion).forEach((paso) => paso(pedido.result, pedido.transaction));
    pedido.onerror = () => (pedido.error.name === "VersionError" ? abierta().then(listo, mal) : mal(pedido.error));
    pedido.onsuccess = () => {
      const base = pedido.result;
      // iOS drops it when memory is short, and a newer page asks for it: the next use opens it again.
      base.onclose = base.onversionchange = () => {
        base.close();
        conexion = null;
      };
      listo(base);
    };
  });
}

// Runs `pasos(almacenes)` in one transaction and gives what its request said, once it is on the disk.
async function hacer(nombres, modo, pasos, otraVez = true) {
  const base = await abrir();
  let trato;
  try {
    trato = base.transaction(nombres, modo, { durability: "strict" });
  } catch (error) {
    if (!otraVez || error.name !== "InvalidStateError") throw error;
    conexion = null; // closed without saying so
    return hacer(nombres, modo, pasos, false);
  }
  return new Promise((listo, mal) => {
    const pedido = pasos(...nombres.map((n) => trato.objectStore(n)));
    trato.oncomplete = () => listo(pedido?.result);
    trato.onabort = () => {
      const error = trato.error ?? pedido?.error ?? new Error("no se pudo guardar");
      if (error.name !== "QuotaExceededError") base.onclose(); // what iOS took away is said only here
      mal(error);
    };
  });
}

export const leer = (clave) => hacer(["sueltos"], "readonly", (s) => s.get(clave));
export const poner = (clave, valor) => hacer(["sueltos"], "readwrite", (s) => s.put(valor, clave));
export const quitar = (clave) => hacer(["sueltos"], "readwrite", (s) => s.delete(clave));

export const envios = () => hacer(["envios"], "readonly", (e) => e.getAll());
export const imagenDe = (envio) => hacer(["imagenes"], "readonly", (i) => i.get(envio));

export const guardarEnvio = (envio, imagen) =>
  hacer(["envios", "imagenes"], "readwrite", (e, i) => {
    i.put(imagen, envio.envio);
    return e.put(envio);
  });

// Changes some of what is said of a sending, if it is still there.
export const cambiarEnvio = (cual, cambios) =>
  hacer(["envios"], "readwrite", (e) => {
    const pedido = e.get(cual);
    pedido.onsuccess = () => pedido.result && e.put({ ...pedido.result, ...cambios });
  });

export const borrarEnvio = (cual) =>
  hacer(["envios", "imagenes"], "readwrite", (e, i) => {
    i.delete(cual);
    return e.delete(cual);
  });
