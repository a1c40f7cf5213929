"""What leaves the register: whole registers, one person, and the forms that others have for it.

Everything here is about persons, also where it is pseudonymous. ``terms`` says for each form who may have it, and every
delivery says so on top. Figures that may be published are the work of ``doorstroom.report``.
"""
