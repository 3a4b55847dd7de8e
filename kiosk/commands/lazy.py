"""A group of commands whose modules are imported when they run, so that none waits for the libraries of another."""

import gc
import importlib
from collections.abc import Mapping
from typing import Any

import click


class LazyGroup(click.Group):
    """
    Args:
        modules: of commands that stand elsewhere, by name: which module of `kiosk.commands`. There a command's function
            is called as it is, with "_" for "-".
    """

    def __init__(self, *args: Any, modules: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self._modules})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._modules:
            return super().get_command(ctx, cmd_name)
        gc.disable()  # an import makes much and drops nothing: looking for garbage meanwhile only costs time
        module = importlib.import_module(f"kiosk.commands.{self._modules[cmd_name]}")
        gc.enable()
        return getattr(module, cmd_name.replace("-", "_"))
