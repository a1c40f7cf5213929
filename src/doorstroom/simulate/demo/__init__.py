"""The demo register: synthetic newcomers whose cases print the tables of the uitvoeringsbrief of July 2023."""

from doorstroom.simulate.demo.make import KNOWN_AT, PEILDATUM, DemoRegister, make_demo
from doorstroom.simulate.demo.write import Written, demo_people, write_demo

__all__ = ["KNOWN_AT", "PEILDATUM", "DemoRegister", "Written", "demo_people", "make_demo", "write_demo"]
