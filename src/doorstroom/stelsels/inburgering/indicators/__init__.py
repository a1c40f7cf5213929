"""The figures of inburgering, and the publications that they stand in."""

from doorstroom.stelsels.inburgering.indicators.uitvoeringsbrief import UITVOERINGSBRIEF

PUBLICATIONS = (UITVOERINGSBRIEF,)
