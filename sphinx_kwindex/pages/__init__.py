"""From the project to the MyST text of its pages."""
