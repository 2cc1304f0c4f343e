"""What is kept on disk from build to build."""
