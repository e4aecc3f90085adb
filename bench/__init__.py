"""What the guide is measured with: public tools only, every figure from one command."""
