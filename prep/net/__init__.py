"""How the suite's programs know each other: identities, discovery, enrolment kits."""
