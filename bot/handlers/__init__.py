"""Updates that need one step: commands, menus, buttons; and the middlewares that every update passes."""
