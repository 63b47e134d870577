"""A whole election night played by robots through the services that the windows use (the main job, `make night`)."""
