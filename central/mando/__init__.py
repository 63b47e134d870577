"""The centre's commands on a running proceso: state, release of work, phases, SIN ACTA in bulk."""
