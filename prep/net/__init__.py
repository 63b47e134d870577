"""How the suite's programs know each other: identities now; discovery and enrolment kits later."""
