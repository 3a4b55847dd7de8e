"""Finding a procedure in a villager's own words: `engine.Engine` is the whole of it, the other modules are its steps.

A text is read into words (`reader`), each with what else it may stand for (`lexicon`), and compared with every phrase
of every procedure (`index`).
"""
