"""tmp"""
def main():
    from leadready.ui.startup import run
    return run()
