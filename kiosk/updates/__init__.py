"""What came signed from the province and was found good: the catalogue's part goes into the hall's file, all else lies
as files under KIOSK_HOME/updates/current (files.py). The signatures themselves are checked by the room sync.
"""
