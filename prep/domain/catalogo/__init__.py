"""What is expected before the night begins: actas, their fields, their labels and the settings of the entity."""
