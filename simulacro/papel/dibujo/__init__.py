"""Pictures of actas: the paper of a drill at its real size and weight, drawn from a seed."""
