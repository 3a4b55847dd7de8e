"""The touch screen in Qt Quick: view-models publish, QML shows, nothing here decides."""
