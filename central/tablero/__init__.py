"""What the coordinators watch, without Qt: figures of the night, health of the nodes, notices."""
