"""What the sections of a plan in dispute mean for appeal and mediation (CFA 2014 s.51, s.55)."""

from __future__ import annotations

from bot.guidance.case import Section

APPEALABLE = frozenset({Section.B, Section.F, Section.I})
NEED_OR_SUPPORT = frozenset({Section.B, Section.F})
HEALTH_OR_SOCIAL_CARE = frozenset({Section.C, Section.D, Section.G, Section.H1, Section.H2})
SCHOOL_ONLY = frozenset({Section.I})
