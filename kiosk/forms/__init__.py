"""Guided submission without a screen: form definitions, answers, checks, the order of questions, drafts."""
